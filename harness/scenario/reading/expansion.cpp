#include "harness/scenario/reading/expansion.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <set>

#include "base/text.hpp"
#include "base/visible.hpp"
#include "harness/scenario/name.hpp"
#include "harness/scenario/problems.hpp"
#include "harness/scenario/reading/case_path.hpp"
#include "harness/scenario/reading/keys.hpp"

namespace karimen::harness {
namespace {

std::string last_part(const std::string& path) {
  const auto dot = path.rfind('.');
  return dot == std::string::npos ? path : path.substr(dot + 1);
}

std::string spelling(const yaml::Node& value) {
  if (value.is_scalar()) return visible_line(value.text);
  return '[' + joined(value.items, ", ", [](const auto& item) { return visible_line(item.text); }) + ']';
}

// Before anything is copied: a matrix grows with the product of its lists.
void refuse_too_many(std::size_t runs, const yaml::Node& matrix, std::size_t most) {
  constexpr auto countless = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t size = runs;
  for (const auto& [path, values] : matrix.as_mapping())
    if (values.is_sequence() && !values.items.empty() &&
        __builtin_mul_overflow(size, values.items.size(), &size))
      size = countless;
  if (size <= most) return;
  const auto number = size == countless ? "more than can be counted" : std::to_string(size);
  matrix.fail(
      "the matrix makes " + number + " runs of this scenario, and " + std::to_string(most) + " are the most",
      "cross fewer values, or allow more with --max-cases N");
}

// "channel" where that is clear, else the whole path.
std::string axis_name(const yaml::Node& matrix, const std::string& path) {
  std::size_t same = 0;
  for (const auto& axis : matrix.entries) same += last_part(axis.key.text) == last_part(path);
  return same == 1 ? last_part(path) : path;
}

// The `with` of the step that uses a sequence, if `path` is an argument of it; nullptr: it is none.
yaml::Node* arguments_meant(yaml::Node& document, const yaml::Node& path) {
  const auto dot = path.text.find('.');
  if (dot == std::string::npos || !path.text.substr(dot).starts_with(".with.")) return nullptr;
  const auto ids = step_ids(document.at("steps"));
  const auto found = std::ranges::find(ids, path.text.substr(0, dot));
  if (found == ids.end()) return nullptr;
  auto& step = entry_of(document, "steps")->items.own()[static_cast<std::size_t>(found - ids.begin())];
  if (step.find(use_step) == nullptr) return nullptr;
  if (step.find("with") == nullptr) set_entry(step, "with", empty_mapping(path));
  return entry_of(step, "with");
}

// What sequences bring is changed when they have brought it.
void change(CaseDocument& made, std::function<void(yaml::Node&)> action) {
  if (uses_sequences(made.document))
    made.later.push_back(std::move(action));
  else
    action(made.document);
}

void put(CaseDocument& made, const yaml::Node& path, const yaml::Node& value, const Lexicon& lexicon) {
  if (auto* arguments = arguments_meant(made.document, path))
    return set_entry(*arguments, last_part(path.text), value);
  change(made, [path, value, &lexicon](yaml::Node& document) { replace_at(document, path, value, lexicon); });
}

std::vector<CaseDocument> cross(std::vector<CaseDocument> cases, const yaml::Node& matrix,
                                const Lexicon& lexicon) {
  refuse_too_many(cases.size(), matrix, lexicon.most_cases);
  Problems problems;
  for (const auto& [path, values] : matrix.as_mapping()) {
    std::vector<CaseDocument> next;
    problems.guarded([&, &path = path, &values = values] {
      if (values.as_sequence().empty()) values.fail("a matrix needs at least one value for each path");
      for (const auto& each : cases)
        for (std::size_t i = 0; i < values.items.size(); ++i) {
          const auto& value = values.items[i];
          auto& made = next.emplace_back(each);
          made.chosen.values.push_back(i);
          put(made, path, value, lexicon);
          made.name += (made.name.empty() ? "" : ", ") + axis_name(matrix, path.text) + '=' + spelling(value);
        }
    });
    if (!next.empty()) cases = std::move(next);
  }
  problems.rethrow();
  return cases;
}

// A case's own goes before the document's, also where that is the other one.
void set_ending(yaml::Node& document, const yaml::Node& of_case) {
  constexpr std::array endings{"skip", "xfail"};
  const auto says = [&](const char* key) { return of_case.find(key) != nullptr; };
  if (std::ranges::none_of(endings, says)) return;
  std::erase_if(document.entries.own(), [&](const yaml::Entry& entry) {
    return std::ranges::find(endings, entry.key.text) != endings.end();
  });
  for (const auto* key : endings)
    if (const auto* said = of_case.find(key)) set_entry(document, key, *said);
}

CaseDocument one_case(const yaml::Node& document, const yaml::Node& node, const Lexicon& lexicon) {
  allow_only(node, case_keys);
  CaseDocument made{read_name(node.at("name"), "a case's name"), document};
  made.chosen.of_cases = made.name;
  Problems problems;
  if (const auto* set = node.find("set"))
    for (const auto& entry : set->as_mapping())
      problems.guarded([&] { put(made, entry.key, entry.value, lexicon); });
  if (const auto* faults = node.find("faults")) set_entry(made.document, "faults", *faults);
  set_ending(made.document, node);
  for (const auto* key : {"expect", "note"})
    if (const auto* by_step = node.find(key))
      for (const auto& entry : by_step->as_mapping())
        problems.guarded([&] {
          change(made, [key, entry](yaml::Node& steps) {
            const auto index = step_index(steps, entry.key.text, entry.key);
            set_entry(entry_of(steps, "steps")->items.own()[index], key, entry.value);
          });
        });
  problems.rethrow();
  return made;
}

// Without what makes cases of it: each of them is a copy.
yaml::Node without_cases(yaml::Node document) {
  std::erase_if(document.entries.own(), [](const yaml::Entry& entry) {
    return entry.key.text == "cases" || entry.key.text == "matrix";
  });
  return document;
}

}  // namespace

std::string step_word(const yaml::Node& step) {
  if (step.find(client_step) != nullptr) return std::string(client_step);
  const auto* sequence = step.find(use_step);
  return (sequence != nullptr ? *sequence : step.at("do")).as_text();
}

std::vector<std::string> step_ids(const yaml::Node& steps) {
  std::vector<std::string> ids;
  std::map<std::string, int> times;
  std::set<std::string> taken;
  for (const auto& step : steps.as_sequence()) {
    const auto procedure = step_word(step);
    const auto time = ++times[procedure];
    const auto* id = step.find("id");
    ids.push_back(id != nullptr ? read_name(*id, "a step's id")
                  : time == 1   ? procedure
                                : procedure + '#' + std::to_string(time));
    if (!taken.insert(ids.back()).second)
      (id != nullptr ? *id : step).fail("two steps have the id '" + ids.back() + "'", "choose another id");
  }
  return ids;
}

std::vector<CaseDocument> expand(const yaml::Node& document, const Lexicon& lexicon,
                                 const Sequences& sequences) {
  std::vector<CaseDocument> runs;
  auto bare = without_cases(document);
  if (const auto* cases = document.find("cases")) {
    Problems problems;
    std::set<std::string> names;
    for (const auto& node : cases->as_sequence()) {
      problems.guarded([&] {
        runs.push_back(one_case(bare, node, lexicon));
        if (!names.insert(runs.back().name).second)
          node.at("name").fail("two cases have the name '" + runs.back().name + "'", "choose another name");
      });
    }
    problems.rethrow();
  }
  if (runs.empty()) runs.push_back({"", std::move(bare)});
  if (const auto* matrix = document.find("matrix"); matrix != nullptr && !matrix->as_mapping().empty())
    runs = cross(std::move(runs), *matrix, lexicon);
  Problems problems;
  for (auto& run : runs)
    if (uses_sequences(run.document))
      problems.guarded([&] {
        run.origins = expand_sequences(run.document, sequences);
        for (const auto& each : run.later) problems.guarded([&] { each(run.document); });
      });
  problems.rethrow();
  return runs;
}

}  // namespace karimen::harness
