#include "harness/cli/run/select/repetition.hpp"

#include <algorithm>

namespace karimen::harness::cli {
namespace {

namespace fs = std::filesystem;

// Without a karimen.toml a name depends on the folder that was typed: the earlier one stands.
void call_as_before(FoundFiles& found, const Repeatable& repeatable) {
  std::map<fs::path, std::string> names;
  for (const auto& [name, path] : repeatable.files) names.emplace(path, name);
  std::set<std::string> taken;
  for (const auto& file : found.files) taken.insert(file.name);
  for (auto& file : found.files) {
    const auto before = names.find(fs::absolute(file.path).lexically_normal());
    if (before == names.end() || !taken.insert(before->second).second) continue;
    if (auto meant = found.meant.extract(file.name)) {
      meant.key() = before->second;
      found.meant.insert(std::move(meant));
    }
    file.name = before->second;
  }
}

}  // namespace

// Both may hold a '#'.
std::string file_in(const std::string& identity, const Repeatable& repeatable) {
  if (repeatable.files.contains(identity)) return identity;  // a file with a mistake
  for (auto hash = identity.find('#'); hash != std::string::npos; hash = identity.find('#', hash + 1))
    if (auto name = identity.substr(0, hash); repeatable.files.contains(name)) return name;
  return "";
}

FoundFiles find_again(const Repeatable& repeatable, const Selection& selection, bool everywhere) {
  if (!everywhere) {
    auto found = find_scenario_files(selection.paths, selection.data);
    call_as_before(found, repeatable);
    return found;
  }
  std::set<std::string> names;
  for (const auto& id : repeatable.ids) names.insert(file_in(id, repeatable));
  FoundFiles found;
  if (names.erase("") > 0) found = find_scenario_files(selection.paths, selection.data);
  for (const auto& name : names) {
    const auto& path = repeatable.files.at(name);
    std::error_code ignored;
    if (!fs::is_regular_file(path, ignored)) continue;
    std::erase_if(found.files, [&](const ScenarioFile& each) { return each.name == name; });
    found.files.push_back({path, fs::proximate(path).string(), name});
  }
  std::ranges::sort(found.files, {}, &ScenarioFile::name);
  return found;
}

std::vector<Diagnostic> what_is_gone(const Repeatable& repeatable) {
  std::map<std::string, std::size_t> gone;
  for (const auto& id : repeatable.ids) {
    const auto name = file_in(id, repeatable);
    std::error_code ignored;
    if (!name.empty() && !fs::is_regular_file(repeatable.files.at(name), ignored)) ++gone[name];
  }
  std::vector<Diagnostic> warnings;
  for (const auto& [name, count] : gone)
    warnings.push_back({.where = {},
                        .what = "cannot be run again: " + std::to_string(count) + " in " + name +
                                ", which lay at " + repeatable.files.at(name).string(),
                        .fix = "put the file back, or run it where it is now",
                        .source_line = "",
                        .severity = Severity::warning});
  return warnings;
}

Diagnostic nothing_to_repeat(const Repeatable& repeatable, std::span<const ScenarioFile> found) {
  Diagnostic kind{.where = {},
                  .what = "nothing to repeat: everything passed when it was last run",
                  .fix = "with --allow-empty that ends with 0",
                  .source_line = "",
                  .severity = Severity::warning,
                  .exit_code = ExitCode::nothing_selected};
  for (const auto& file : found) {
    const auto known = repeatable.files.find(file.name);
    if (known == repeatable.files.end() || known->second == fs::absolute(file.path).lexically_normal())
      continue;
    kind.what = "nothing is known of " + file.path.string() + ": " + file.name + " was last run at " +
                known->second.string();
    kind.fix = "run it once; with a karimen.toml above both folders they have names of their own";
    return kind;
  }
  if (repeatable.files.empty()) kind.what = "nothing to repeat: nothing was run yet";
  if (!repeatable.ids.empty()) kind.what = "nothing to repeat here; elsewhere " + *repeatable.ids.begin();
  return kind;
}

}  // namespace karimen::harness::cli
