#include "harness/cli/run/history/run_history.hpp"

#include <ostream>

#include "harness/cli/run/history/run_origin.hpp"
#include "harness/cli/run/select/repetition.hpp"
#include "harness/oracle/rulebook/changes.hpp"
#include "harness/scenario/lexicon.hpp"

namespace karimen::harness::cli {
namespace fs = std::filesystem;

RunHistory::RunHistory(const Invocation& invocation, const Streams& streams)
    : streams_(streams), language_(invocation.language), named_(invocation.has("db")) {
  const auto folder = state_folder();
  if (!named_ && !folder.empty()) file_ = folder / "history.sqlite";
  if (named_ && invocation.get("db") != "none") {
    file_ = invocation.get("db");
    open();
  }
}

void RunHistory::open() {
  std::error_code ignored;  // SQLite says what is wrong
  if (!named_) fs::create_directories(file_.parent_path(), ignored);
  history_ = std::make_unique<store::History>(file_);
}

Repeatable RunHistory::to_repeat() {
  if (file_.empty())
    throw bad_command_line("--failed needs the history", "leave out --db none, or give --db FILE");
  if (!history_) open();
  return {history_->failed(), history_->places()};
}

Repeatable RunHistory::to_resume(std::int64_t run) {
  if (!history_) open();
  resumed_ = run;
  named_ = true;  // a run that cannot be found again must not go on without its history
  history_->resume(run);
  const auto rest = store::Runs(history_->database()).unfinished(run);
  return {{rest.begin(), rest.end()}, history_->places()};
}

void RunHistory::leave_out_finished(std::vector<Turn>& turns, std::span<const Scenario> scenarios) {
  if (resumed_ == 0) return;
  const auto finished = store::Runs(history_->database()).finished_rounds(resumed_);
  std::erase_if(turns, [&](const Turn& turn) {
    const auto rounds = finished.find(scenarios[turn.scenario].identity());
    return rounds != finished.end() && rounds->second.contains(turn.round);
  });
}

std::map<std::string, std::string> RunHistory::texts_in(std::int64_t run) {
  std::map<std::string, std::string> texts;
  for (auto& [identity, result] : store::Runs(history_->database()).results(run))
    texts.emplace(identity, std::move(result.text));
  return texts;
}

std::string RunHistory::measured_start_of(std::int64_t run) {
  const auto found = store::Runs(history_->database()).find(run);
  return found ? found->started : "";
}

std::optional<store::StoredRun> RunHistory::whole() {
  if (resumed_ == 0 || !history_) return std::nullopt;
  return store::Runs(history_->database()).find(history_->run());
}

void RunHistory::found(std::span<const ScenarioFile> files) {
  const auto first = std::ranges::find_if(files, [](const ScenarioFile& file) { return !file.text; });
  if (first != files.end()) first_found_ = {first->name, fs::absolute(first->path).lexically_normal()};
}

// Of a shard what was found first may be no scenario of its own: it was then kept with its place.
fs::path RunHistory::first_of_shard(const store::StoredRun& run) {
  for (const auto& [name, place] : history_->places())
    if (commit_of(place.parent_path()) == run.commit) return place;
  return {};
}

fs::path RunHistory::first_file(std::span<const Scenario> scenarios, bool shard) {
  if (shard && resumed_ == 0) {
    if (!first_found_.second.empty()) places_.insert(first_found_);
    return first_found_.second;
  }
  if (resumed_ != 0) {
    const auto run = store::Runs(history_->database()).find(resumed_);
    if (run && run->shards > 1)
      if (auto place = first_of_shard(*run); !place.empty()) return place;
    const Repeatable all{store::Runs(history_->database()).selected(resumed_), history_->places()};
    for (const auto& identity : all.ids)
      if (const auto place = all.files.find(file_in(identity, all)); place != all.files.end())
        return place->second;
  }
  const Scenario* first = nullptr;
  std::string name;
  for (const auto& each : scenarios)
    if (!each.once)
      if (auto identity = each.identity(); first == nullptr || identity < name) {
        first = &each;
        name = std::move(identity);
      }
  return first == nullptr ? fs::path() : fs::path(first->spot.file());
}

void RunHistory::plan(std::span<const Scenario> scenarios, std::span<const UnreadFile> unread) {
  if (file_.empty()) return;
  std::error_code ignored;
  for (const auto& each : unread)
    if (const auto& path = each.problems.front().where.file;
        !fs::is_fifo(path, ignored) && each.name != standard_input_name)
      places_.emplace(each.name, fs::absolute(path).lexically_normal());
  for (const auto& each : scenarios)
    if (!each.once && !places_.contains(each.file))
      places_.emplace(each.file, fs::absolute(each.spot.file()).lexically_normal());
}

void RunHistory::take(const Event& event) {
  if (file_.empty()) return;
  try {
    if (!history_) open();
    history_->take(event);
    const auto* started = std::get_if<RunStarted>(&event);
    if (started == nullptr) return;
    history_->keep(std::exchange(places_, {}));
    if (!rulebook_.empty())
      history_->keep_rulebook(started->origin.rulebook,
                              [&] { return fingerprints(load_documents(rulebook_)); });
  } catch (const DiagnosticError& error) {
    if (resumed_ != 0 && std::holds_alternative<RunStarted>(event)) throw;
    give_up(error);
  }
}

void RunHistory::give_up(const DiagnosticError& error) {
  for (auto each : error.diagnostics()) {
    if (!named_) each.severity = Severity::warning;
    streams_.err << render(each, language_);
  }
  constexpr Bilingual goes_on{"the run goes on without its history\n", "履歴なしで実行を続ける\n"};
  streams_.err << goes_on.in(language_);
  broken_ = named_;
  history_.reset();
  file_.clear();
}

}  // namespace karimen::harness::cli
