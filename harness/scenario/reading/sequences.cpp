#include "harness/scenario/reading/sequences.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "harness/scenario/name.hpp"
#include "harness/scenario/problems.hpp"
#include "harness/scenario/reading/expansion.hpp"
#include "harness/scenario/reading/keys.hpp"

namespace karimen::harness {
namespace {

namespace fs = std::filesystem;

bool is_parameter_name(std::string_view text) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  return !text.empty() && letter(text.front()) &&
         std::ranges::all_of(text, [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

Parameter read_parameter(const yaml::Node& name, std::vector<yaml::Node> initial) {
  if (!is_parameter_name(name.as_text()))
    name.fail("no parameter can be called '" + name.text + "'", "small letters, digits and _ only");
  return {name.text, std::move(initial)};
}

std::vector<Parameter> read_parameters(const yaml::Node& node) {
  std::vector<Parameter> parameters;
  Problems problems;
  const auto add = [&](const yaml::Node& name, std::vector<yaml::Node> initial) {
    problems.guarded([&] {
      auto parameter = read_parameter(name, std::move(initial));
      if (std::ranges::find(parameters, parameter.name, &Parameter::name) != parameters.end())
        name.fail("two parameters have the name '" + parameter.name + "'", "choose another name");
      parameters.push_back(std::move(parameter));
    });
  };
  for (const auto& item : node.as_sequence())
    if (item.is_mapping())
      for (const auto& [name, value] : item.entries) add(name, {value});
    else
      add(item, {});
  problems.rethrow();
  return parameters;
}

Sequence read_sequence(const yaml::Node& document) {
  allow_only(document, sequence_keys);
  Sequence sequence{.name = document.at("sequence"), .parameters = {}, .steps = document.at("steps")};
  if (read_name(sequence.name, "a sequence's name").find_first_of("/.$# ") != std::string::npos)
    sequence.name.fail("a sequence's name holds '/', '.', '$', '#' or a space", "choose another name");
  if (const auto* parameters = document.find("parameters"))
    sequence.parameters = read_parameters(*parameters);
  if (sequence.steps.as_sequence().empty()) sequence.steps.fail("a sequence needs at least one step");
  for (const auto& step : sequence.steps.items)
    step.find(use_step) != nullptr ? allow_only(step, use_keys) : allow_only(step, step_keys);
  (void)step_ids(sequence.steps);
  return sequence;
}

fs::path path_included(const yaml::Node& node, const fs::path& from) {
  return (from.parent_path() / node.as_text()).lexically_normal();
}

// Follows `include` from file to file.
class Includer {
 public:
  explicit Includer(const IncludePlace& place) : root_(canonical(place.root)) {}

  void take(std::span<const yaml::Node> documents, const fs::path& file) {
    under_way_.push_back(canonical(file));
    for (const auto& document : documents) {
      if (!document.is_mapping()) continue;  // reported when it is read
      if (is_sequence_document(document)) problems_.guarded([&] { add(read_sequence(document)); });
      if (const auto* include = document.find("include"))
        problems_.guarded([&] {
          if (include->is_scalar()) return follow(*include, file);
          for (const auto& item : include->as_sequence()) problems_.guarded([&] { follow(item, file); });
        });
    }
    under_way_.pop_back();
  }
  Sequences finish() {
    problems_.rethrow();
    return std::move(sequences_);
  }

 private:
  static fs::path canonical(const fs::path& path) {
    std::error_code ignored;
    return path.empty() ? path : fs::weakly_canonical(fs::absolute(path), ignored);
  }

  void add(Sequence sequence) {
    const auto& name = sequence.name;
    const auto known = sequences_.by_name.find(name.text);
    if (known != sequences_.by_name.end()) {
      const auto& first = known->second.name.where();
      name.fail("two sequences have the name '" + name.text + "'",
                "choose another name: the first is at " + first.file + ':' + std::to_string(first.line));
    }
    sequences_.by_name.emplace(name.text, std::move(sequence));
  }

  void follow(const yaml::Node& node, const fs::path& from) {
    const auto file = path_included(node, from);
    const auto found = canonical(file);
    std::error_code ignored;
    if (!fs::is_regular_file(found, ignored))
      node.fail("there is no file '" + file.string() + "'",
                "a path is relative to the file that includes it");
    const auto inside = found.lexically_relative(root_);
    if (!root_.empty() && (inside.empty() || *inside.begin() == ".."))
      node.fail(
          "'" + file.string() + "' lies outside of '" + root_.string() + "', the folder of these scenarios",
          "put it there, or an empty karimen.toml into a folder above both");
    if (const auto again = std::ranges::find(under_way_, found); again != under_way_.end())
      node.fail("a file includes itself: " +
                    joined(std::vector<fs::path>(again, under_way_.end()), " -> ",
                           [](const fs::path& each) { return each.filename().string(); }) +
                    " -> " + found.filename().string(),
                "leave one of the includes out");
    if (!seen_.insert(found).second) return;
    sequences_.files.push_back(file.string());
    const auto documents = yaml::load_file(file, file.string());
    take(documents, file);
  }

  const fs::path root_;
  std::vector<fs::path> under_way_;  ///< each included by the one before
  std::set<fs::path> seen_;
  Sequences sequences_;
  Problems problems_;
};

}  // namespace

bool is_sequence_document(const yaml::Node& document) {
  return document.is_mapping() && document.find("sequence") != nullptr;
}

bool is_include_document(const yaml::Node& document) {
  return document.is_mapping() && document.entries.size() == 1 && document.find("include") != nullptr;
}

bool concerns_sequences(const yaml::Node& document) {
  return document.is_mapping() && (document.find("include") != nullptr || is_sequence_document(document));
}

std::vector<fs::path> paths_included(std::span<const yaml::Node> documents, const fs::path& from) {
  std::vector<fs::path> paths;
  const auto take = [&](const yaml::Node& node) {
    if (node.is_scalar()) paths.push_back(path_included(node, from));
  };
  for (const auto& document : documents) {
    const auto* include = document.is_mapping() ? document.find("include") : nullptr;
    if (include == nullptr) continue;
    take(*include);
    for (const auto& item : include->items) take(item);
  }
  return paths;
}

Sequences read_sequences(std::span<const yaml::Node> documents, const IncludePlace& place) {
  if (std::ranges::none_of(documents, concerns_sequences)) return {};  // no folder is looked at for nothing
  Includer includer(place);
  includer.take(documents, place.file);
  return includer.finish();
}

}  // namespace karimen::harness
