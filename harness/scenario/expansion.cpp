#include "harness/scenario/expansion.hpp"

#include <map>
#include <set>

#include "harness/scenario/case_path.hpp"
#include "harness/scenario/problems.hpp"

namespace karimen::harness {
namespace {

std::string last_part(const std::string& path) {
  const auto dot = path.rfind('.');
  return dot == std::string::npos ? path : path.substr(dot + 1);
}

std::string spelling(const yaml::Node& value) {
  if (value.is_scalar()) return value.text;
  std::string text = "[";
  for (const auto& item : value.items) text += (text.size() > 1 ? ", " : "") + item.text;
  return text + "]";
}

// "channel" where that is clear, else the whole path.
std::string axis_name(const yaml::Node& matrix, const std::string& path) {
  std::size_t same = 0;
  for (const auto& axis : matrix.entries) same += last_part(axis.key.text) == last_part(path);
  return same == 1 ? last_part(path) : path;
}

std::vector<CaseDocument> cross(std::vector<CaseDocument> cases, const yaml::Node& matrix,
                                const Lexicon& lexicon) {
  Problems problems;
  for (const auto& [path, values] : matrix.as_mapping()) {
    std::vector<CaseDocument> next;
    problems.guarded([&, &path = path, &values = values] {
      if (values.as_sequence().empty()) values.fail("a matrix needs at least one value for each path");
      for (const auto& each : cases)
        for (const auto& value : values.items) {
          auto& made = next.emplace_back(each);
          replace_at(made.document, path, value, lexicon);
          made.name += (made.name.empty() ? "" : ", ") + axis_name(matrix, path.text) + '=' + spelling(value);
        }
    });
    if (!next.empty()) cases = std::move(next);
  }
  problems.rethrow();
  return cases;
}

CaseDocument one_case(const yaml::Node& document, const yaml::Node& node, const Lexicon& lexicon) {
  node.allow_only({"name", "title", "set", "faults", "expect"});
  CaseDocument made{node.at("name").as_text(), document};
  Problems problems;
  if (const auto* set = node.find("set"))
    for (const auto& entry : set->as_mapping())
      problems.guarded([&] { replace_at(made.document, entry.key, entry.value, lexicon); });
  if (const auto* faults = node.find("faults")) set_entry(made.document, "faults", *faults);
  if (const auto* expect = node.find("expect"))
    for (const auto& entry : expect->as_mapping())
      problems.guarded([&] {
        const auto index = step_index(made.document, entry.key.text, entry.key);
        for (auto& [key, steps] : made.document.entries)
          if (key.text == "steps") set_entry(steps.items[index], "expect", entry.value);
      });
  problems.rethrow();
  return made;
}

}  // namespace

std::vector<std::string> step_ids(const yaml::Node& steps) {
  std::vector<std::string> ids;
  std::map<std::string, int> times;
  std::set<std::string> taken;
  for (const auto& step : steps.as_sequence()) {
    const auto& procedure = step.at("do").as_text();
    const auto time = ++times[procedure];
    const auto* id = step.find("id");
    ids.push_back(id != nullptr ? id->as_text()
                  : time == 1   ? procedure
                                : procedure + '#' + std::to_string(time));
    if (!taken.insert(ids.back()).second)
      (id != nullptr ? *id : step).fail("two steps have the id '" + ids.back() + "'", "choose another id");
  }
  return ids;
}

std::vector<CaseDocument> expand(const yaml::Node& document, const Lexicon& lexicon) {
  std::vector<CaseDocument> runs;
  if (const auto* cases = document.find("cases")) {
    Problems problems;
    std::set<std::string> names;
    for (const auto& node : cases->as_sequence()) {
      problems.guarded([&] {
        runs.push_back(one_case(document, node, lexicon));
        if (!names.insert(runs.back().name).second)
          node.at("name").fail("two cases have the name '" + runs.back().name + "'", "choose another name");
      });
    }
    problems.rethrow();
  }
  if (runs.empty()) runs.push_back({"", document});
  if (const auto* matrix = document.find("matrix"); matrix != nullptr && !matrix->as_mapping().empty())
    runs = cross(std::move(runs), *matrix, lexicon);
  return runs;
}

}  // namespace karimen::harness
