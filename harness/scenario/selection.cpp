#include "harness/scenario/selection.hpp"

#include <algorithm>
#include <charconv>
#include <map>

namespace karimen::harness {
namespace {

namespace fs = std::filesystem;

bool has_tag(const Scenario& scenario, std::string_view tag) {
  return std::ranges::find(scenario.tags, tag) != scenario.tags.end();
}

bool matches_tags(const Scenario& scenario, std::string_view alternatives) {
  for (std::size_t comma = 0; comma != std::string_view::npos;) {
    comma = alternatives.find(',');
    const auto tag = alternatives.substr(0, comma);
    if (tag.starts_with('!') ? !has_tag(scenario, tag.substr(1)) : has_tag(scenario, tag)) return true;
    if (comma != std::string_view::npos) alternatives.remove_prefix(comma + 1);
  }
  return false;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

bool matches_name(const Scenario& scenario, const std::string& name) {
  return name.empty() || contains(scenario.identity(), name) || contains(scenario.title.en, name) ||
         contains(scenario.title.ja, name);
}

// A file named twice, once with a line, is meant as a whole.
bool matches_lines(const Scenario& scenario, const std::map<std::string, std::set<int>>& lines) {
  const auto found = lines.find(scenario.file);
  if (found == lines.end() || found->second.contains(0)) return true;
  return std::ranges::any_of(found->second, [&](int line) {
    return line >= scenario.spot.where.line && line <= scenario.last_line;
  });
}

}  // namespace

SelectedPath split_line(const std::string& text) {
  const auto colon = text.rfind(':');
  if (colon == std::string::npos || fs::exists(text)) return {text, 0};
  int line = 0;
  const auto* end = text.data() + text.size();
  const auto result = std::from_chars(text.data() + colon + 1, end, line);
  if (result.ec != std::errc{} || result.ptr != end || line < 1) return {text, 0};
  return {text.substr(0, colon), line};
}

std::vector<ScenarioFile> find_scenario_files(std::span<const std::string> paths) {
  std::set<std::string> files;
  for (const auto& text : paths) {
    const auto path = split_line(text).path.lexically_normal();
    if (fs::is_directory(path)) {
      for (const auto& entry : fs::recursive_directory_iterator(path))
        if (entry.path().extension() == ".yaml" && entry.is_regular_file())
          files.insert(entry.path().string());
    } else if (fs::exists(path)) {
      files.insert(path.string());
    } else {
      throw DiagnosticError(Diagnostic{.where = {path.string()},
                                       .what = "does not exist",
                                       .fix = "give a scenario file, a folder of them, or FILE:LINE",
                                       .exit_code = ExitCode::bad_command_line});
    }
  }
  std::vector<ScenarioFile> found;
  for (const auto& file : files) found.push_back({file, file});
  return found;
}

std::vector<Scenario> select(std::vector<Scenario> scenarios, const Selection& selection) {
  std::map<std::string, std::set<int>> lines;
  for (const auto& text : selection.paths) {
    const auto [path, line] = split_line(text);
    lines[path.lexically_normal().string()].insert(line);
  }
  std::erase_if(scenarios, [&](const Scenario& scenario) {
    return !matches_name(scenario, selection.name) || !matches_lines(scenario, lines) ||
           (selection.identities && !selection.identities->contains(scenario.identity())) ||
           !std::ranges::all_of(selection.tags, [&](auto& tags) { return matches_tags(scenario, tags); });
  });
  std::size_t index = 0;
  std::erase_if(scenarios,
                [&](const Scenario&) { return index++ % selection.shards != selection.shard - 1; });
  return scenarios;
}

}  // namespace karimen::harness
