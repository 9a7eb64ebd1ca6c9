#include "harness/cli/run/select/unedited.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <set>

#include "base/text.hpp"
#include "base/visible.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/run/history/run_origin.hpp"
#include "harness/cli/run/select/repetition.hpp"
#include "harness/scenario/reading/text_digest.hpp"

namespace karimen::harness::cli {
namespace {

namespace fs = std::filesystem;

// A stream is read once, and that is not here.
std::vector<std::string> that_can_be_read_twice(const std::vector<std::string>& paths) {
  std::vector<std::string> those;
  for (const auto& path : paths) {
    const auto place = split_path(path).path;
    std::error_code ignored;
    if (path != "-" && (fs::is_directory(place, ignored) || fs::is_regular_file(place, ignored)))
      those.push_back(path);
  }
  return those;
}

using Parts = std::map<std::string, fs::path>;  // by the name that is told

// What is written for a scenario in other files than its own.
Parts other_parts(const Scenario& scenario, const fs::path& personas) {
  Parts parts;
  const auto folder = fs::path(scenario.spot.file()).parent_path();
  for (const auto& each : scenario.included) {
    const auto from_here = fs::path(each).lexically_relative(folder);
    parts.emplace((fs::path(scenario.file).parent_path() / from_here).lexically_normal().generic_string(),
                  each);
  }
  for (const auto& [who, persona] : scenario.personas) {
    const auto file = persona + ".yaml";
    parts.emplace("personas/" + file, personas / file);
  }
  return parts;
}

bool written_since(const fs::path& file, const std::string& measured_start) {
  std::error_code error;
  const auto written = fs::last_write_time(file, error);
  if (error) return false;
  return measured_moment(std::chrono::file_clock::to_sys(written)) >= measured_start;
}

// One digest is over all that is written for a scenario: those of its files that were written since the run
// began, or else any of them.
std::set<std::string> told_of(const Parts& parts, const std::string& measured_start) {
  std::set<std::string> all, since;
  for (const auto& [name, path] : parts) {
    all.insert(name);
    if (written_since(path, measured_start)) since.insert(name);
  }
  return since.empty() ? all : since;
}

}  // namespace

void require_unedited(const Finished& finished, const Selection& selection, bool everywhere,
                      const Lexicon& lexicon, const fs::path& personas) {
  Repeatable again{{}, finished.files};
  std::map<std::string, std::set<std::string>> texts;  // by file: those that are not there any more
  for (const auto& [identity, text] : finished.texts) {
    const auto name = text.empty() ? "" : file_in(identity, again);
    if (name.empty()) continue;
    again.ids.insert(identity);
    texts[name].insert(text);
  }
  const Selection all{.paths = that_can_be_read_twice(selection.paths), .data = selection.data};
  if (again.ids.empty() || (!everywhere && all.paths.empty())) return;
  auto found = find_again(again, all, everywhere);
  found.meant.clear();
  found.unread.clear();
  std::erase_if(found.files, [&](const ScenarioFile& each) { return !texts.contains(each.name); });
  std::set<std::string> there;
  for (const auto& each : found.files) there.insert(each.name);
  std::string advice;
  const auto then = texts;
  std::map<std::string, Parts> others;  // by file
  Parts as_then;
  const auto read = read_found(std::move(found), all, lexicon, advice);
  for (const auto& scenario : read.scenarios) {
    const auto text = spelled_digest(scenario.text_digest);
    (then.at(scenario.file).contains(text) ? as_then : others[scenario.file])
        .merge(other_parts(scenario, personas));
    texts[scenario.file].erase(text);
  }
  for (const auto& each : read.unread)
    for (const auto& problem : each.problems)
      if (const fs::path where = problem.where.file; where != finished.files.at(each.name))
        others[each.name].emplace(shown_path(where.string()), where);
  std::set<std::string> told;
  for (const auto& [name, left] : texts) {
    if (!there.contains(name) || left.empty()) continue;
    Parts parts{{name, finished.files.at(name)}};
    std::ranges::copy_if(others[name], std::inserter(parts, parts.end()),
                         [&](const auto& part) { return !as_then.contains(part.first); });
    told.merge(told_of(parts, finished.measured_start));
  }
  const std::vector<std::string> edited(told.begin(), told.end());
  if (edited.empty()) return;
  throw DiagnosticError(Diagnostic{
      .what =
          "run " + std::to_string(finished.run) + " cannot go on: edited since then: " + joined(edited, ", "),
      .fix = "what a file includes and its personas belong to it: begin a new run",
      .exit_code = ExitCode::bad_command_line});
}

}  // namespace karimen::harness::cli
