#include "harness/cli/run/select/unedited.hpp"

#include <set>

#include "base/text.hpp"
#include "harness/cli/frame/library.hpp"
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

}  // namespace

void require_unedited(const Finished& finished, const Selection& selection, bool everywhere,
                      const Lexicon& lexicon) {
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
  for (const auto& scenario : read_found(std::move(found), all, lexicon, advice).scenarios)
    texts[scenario.file].erase(spelled_digest(scenario.text_digest));
  std::vector<std::string> edited;
  for (const auto& [name, left] : texts)
    if (there.contains(name) && !left.empty()) edited.push_back(name);
  if (edited.empty()) return;
  throw DiagnosticError(Diagnostic{
      .what =
          "run " + std::to_string(finished.run) + " cannot go on: edited since then: " + joined(edited, ", "),
      .fix = "what a file includes and its personas belong to it: begin a new run",
      .exit_code = ExitCode::bad_command_line});
}

}  // namespace karimen::harness::cli
