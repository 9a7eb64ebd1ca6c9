// karimen report: the reports of a run from its event stream.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <vector>

#include "base/process/standard_input.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/run/report/reports.hpp"
#include "harness/report/event/event_json.hpp"
#include "harness/report/event/plain_event.hpp"
#include "harness/runner/event/tally.hpp"

namespace karimen::harness::cli {
namespace {

namespace fs = std::filesystem;

constexpr auto early_words = "the stream ends here: the run did not finish";

constexpr std::size_t most_streams = 2;

std::vector<std::string> streams_named(const Invocation& invocation) {
  if (invocation.arguments.empty() || invocation.arguments.size() > most_streams)
    throw bad_command_line("'karimen report' takes one event stream, or two to compare",
                           "name a file, or - for standard input");
  return invocation.arguments;
}

Diagnostic early(const std::string& name, int line) {
  return {.where = {name, line, 0}, .what = early_words, .fix = "", .exit_code = ExitCode::environment};
}

// Files of a run are named from its folder, and reports name them from here.
class FilesFromHere {
 public:
  void begin(const std::string& folder) {
    std::error_code ignored;
    if (fs::path(folder) != fs::current_path(ignored)) folder_ = folder;
  }
  void rename_in(Event& event) const {
    if (folder_.empty()) return;
    if (auto* finished = std::get_if<ScenarioFinished>(&event)) finished->path = from_here(finished->path);
    auto* step = std::get_if<StepEvent>(&event);
    if (step == nullptr) return;
    rename(step->spot);
    for (auto& each : step->used_at) rename(each);
    for (auto* list : {&step->differences, &step->notes})
      for (auto& each : *list) rename(each.spot);
  }

 private:
  void rename(Spot& spot) const {
    if (auto file = from_here(spot.file()); file != spot.file()) spot.set_file(std::move(file));
  }
  // As it was where it is no more.
  [[nodiscard]] std::string from_here(const std::string& file) const {
    std::error_code error;
    const auto then = (folder_ / file).lexically_normal();
    if (file.empty() || fs::path(file).is_absolute() || !fs::exists(then, error)) return file;
    return fs::proximate(then, error).string();
  }

  fs::path folder_;  ///< empty: here, or not known
};

// Hands the stream to the reports. A line without an end is half of one: whoever wrote it was stopped.
class Replay {
 public:
  Replay(Reports& reports, std::string name) : reports_(reports), name_(name), parser_(std::move(name)) {}

  void take(std::istream& in) {
    for (std::string line; std::getline(in, line);) {
      if (in.eof() && !whole(line)) break;
      auto event = parser_.parse(line);
      if (!event) continue;
      if (const auto* started = std::get_if<RunStarted>(&*event)) places_.begin(started->origin.folder);
      places_.rename_in(*event);
      take(report::plain(std::move(*event)));
    }
  }
  /// Of every scenario that was told.
  [[nodiscard]] const std::map<std::string, Verdict>& verdicts() const { return verdicts_; }
  /// The exit code of the run.
  ExitCode finish(const Streams& streams, Language language) {
    if (parser_.line() == 0)
      throw DiagnosticError(Diagnostic{.where = {name_},
                                       .what = "this is no event of a run",
                                       .fix = "write one with --reporter ndjson=FILE"});
    if (!finished_) {
      const auto problem = early(name_, parser_.line());
      streams.err << render(problem, language);
      tally_.summary().interrupted = true;
      const auto told = verdicts_in(tally_.summary().counts);
      if (selected_ > told) tally_.summary().counts.not_run = selected_ - told;
      take(ScenarioFinished{.id = "(run)", .verdict = Verdict::error, .detail = early_words});
      take(RunFinished{.counts = tally_.summary().counts, .digest = "", .interrupted = true});
    }
    return tally_.summary().exit_code();
  }

 private:
  static bool whole(const std::string& line) { return line.ends_with('}'); }

  void take(const Event& event) {
    if (const auto* started = std::get_if<RunStarted>(&event)) selected_ = started->scenarios;
    if (const auto* end = std::get_if<RunFinished>(&event)) {
      finished_ = true;
      tally_.summary().interrupted = end->interrupted;
    }
    if (const auto* scenario = std::get_if<ScenarioFinished>(&event))
      verdicts_[scenario->id] = scenario->verdict;
    tally_.take(event);
    reports_.take(event);
  }

  Reports& reports_;
  std::string name_;
  report::EventParser parser_;
  FilesFromHere places_;
  Tally tally_;
  std::map<std::string, Verdict> verdicts_;
  std::size_t selected_ = 0;
  bool finished_ = false;
};

struct Replayed {
  ExitCode code;
  std::map<std::string, Verdict> verdicts;
};

Replayed replay(const std::string& name, Reports& reports, const Streams& streams, Language language) {
  std::ifstream file;
  if (name != "-") file.open(name, std::ios::binary);
  if (name != "-" && !file)
    throw DiagnosticError(Diagnostic{.where = {name},
                                     .what = "the event stream cannot be read",
                                     .fix = "check its name and its permissions",
                                     .exit_code = ExitCode::bad_command_line});
  Replay replay(reports, name == "-" ? "standard input" : name);
  replay.take(name == "-" ? standard_input() : file);
  const auto code = replay.finish(streams, language);
  return {code, replay.verdicts()};
}

// How many scenarios of both runs ended otherwise; as 'karimen runs diff' counts.
std::size_t changed(const Replayed& one, const Replayed& other) {
  return static_cast<std::size_t>(std::ranges::count_if(one.verdicts, [&](const auto& each) {
    const auto found = other.verdicts.find(each.first);
    return found != other.verdicts.end() && found->second != each.second;
  }));
}

}  // namespace

ExitCode report_stream(const Invocation& invocation, const Streams& streams) {
  std::optional<Lexicon> lexicon;  // whose words the reports use to their end
  std::optional<Rulebook> rulebook;
  Reports reports(invocation, streams);
  try {
    const auto names = streams_named(invocation);
    if (names.size() == most_streams) reports.compare();
    if (reports.show_rules()) {
      const auto folders = data_of(invocation);
      rulebook.emplace(load_rulebook(folders));
      reports.speak(report::Wording(invocation.language, &rulebook->vocabulary()), &*rulebook,
                    load_facilities(folders.facilities()), personas_of(folders));
    } else if (invocation.language == Language::ja) {
      lexicon.emplace(plain_lexicon(data_of(invocation)));
      reports.speak(report::Wording(invocation.language, &lexicon->vocabulary));
    }
    std::vector<Replayed> runs;
    for (const auto& name : names) runs.push_back(replay(name, reports, streams, invocation.language));
    reports.finish();
    if (runs.size() == 1) return runs.front().code;
    const auto changes = changed(runs.front(), runs.back());
    constexpr Bilingual changed_words{"{} verdicts changed\n", "判定の変化 {}\n"};
    streams.err << say(changed_words, invocation.language, {std::to_string(changes)});
    return changes == 0 ? ExitCode::ok : ExitCode::verdict_failed;
  } catch (const DiagnosticError& error) {
    reports.abandon({.unread = true, .mistakes = render_all(error.diagnostics())});
    throw;
  }
}

}  // namespace karimen::harness::cli
