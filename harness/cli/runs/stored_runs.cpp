#include "harness/cli/runs/stored_runs.hpp"

#include <algorithm>
#include <charconv>

#include "harness/cli/frame/user_folders.hpp"
#include "harness/report/words/wording.hpp"
#include "harness/runner/event/tally.hpp"

namespace karimen::harness::cli {
namespace {

constexpr Bilingual counts_words{"{} passed, {} failed, {} undecided, {} errors",
                                 "合格 {}、不合格 {}、判断不能 {}、エラー {}"};
constexpr Bilingual unfinished_words{", {} not finished", "、未完了 {}"};
constexpr Bilingual seed_words{"seed {}", "シード {}"}, shard_words{"{} of {} shards", "シャード {}／{}"},
    interrupted_words{"interrupted", "中断"}, system_words{"system {}", "システム {}"};

DiagnosticError nothing(std::string what, std::string fix) {
  return DiagnosticError(
      Diagnostic{.what = std::move(what), .fix = std::move(fix), .exit_code = ExitCode::nothing_selected});
}

std::size_t number_in(std::string_view text, const std::string& word) {
  std::size_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || read.ec != std::errc{} || read.ptr != text.data() + text.size())
    throw bad_command_line("'" + word + "' is no run", "a number of 'karimen runs list', last, or last~1");
  return number;
}

}  // namespace

std::filesystem::path history_file(const Invocation& invocation) {
  std::filesystem::path file = invocation.get("db");
  if (!invocation.has("db")) file = state_folder() / "history.sqlite";
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored))
    throw nothing("there is no history at '" + file.string() + "'",
                  "run some scenarios, or name one with --db FILE");
  return file;
}

store::History history_to_read(const Invocation& invocation) {
  return store::History(history_file(invocation), true);
}

store::StoredRun run_meant(store::Runs& runs, const std::string& word) {
  constexpr std::string_view last = "last", before = "last~";
  std::optional<store::StoredRun> found;
  if (word == last) {
    found = runs.find(0);
  } else if (word.starts_with(before)) {
    const auto back = number_in(std::string_view(word).substr(before.size()), word);
    auto newest = runs.list(back + 1);
    if (newest.size() > back) found = std::move(newest.back());
  } else {
    const auto number = number_in(word, word);
    if (number > 0) found = runs.find(static_cast<std::int64_t>(number));
  }
  if (!found) throw nothing("the history has no run " + word, "'karimen runs list' shows them");
  return *found;
}

ExitCode ending_of(const store::StoredRun& run) {
  RunSummary summary{.counts = run.counts, .interrupted = run.interrupted};
  summary.unread = run.unread > 0;
  summary.environment =
      run.counts.error > run.unread || run.counts.not_run > 0 || run.shards_present < run.shards;
  return summary.exit_code();
}

std::string run_line(const store::StoredRun& run, Language language) {
  const auto number = [](std::size_t value) { return std::to_string(value); };
  auto text = '#' + std::to_string(run.id);
  if (!run.started.empty()) text += "  " + run.started.substr(0, 10) + ' ' + run.started.substr(11, 8);
  const auto& counts = run.counts;
  text +=
      "  " + say(counts_words, language,
                 {number(counts.pass), number(counts.fail), number(counts.undecided), number(counts.error)});
  auto finished = counts;
  finished.not_run = 0;  // of a run that ended: it has another word
  text += report::Wording(language).more_counts(finished);
  if (counts.not_run > 0) text += say(unfinished_words, language, {number(counts.not_run)});
  if (!run.transport.empty()) text += "  " + run.transport;
  if (!run.commit.empty()) text += "  " + run.commit.substr(0, 7);
  text += "  " + say(seed_words, language, {run.seed});
  if (!run.system.empty()) text += "  " + say(system_words, language, {run.system});
  if (!run.assumptions.empty()) text += "  " + run.assumptions;
  if (run.shards > 1)
    text += "  " + say(shard_words, language, {number(run.shards_present), number(run.shards)});
  if (run.interrupted) text += "  " + say(interrupted_words, language);
  return text;
}

std::string verdict_words(const std::string& verdict, Language language) {
  const report::Wording wording(language);
  const auto known = verdict_called(verdict);
  return known ? wording.verdict(*known) : verdict;
}

}  // namespace karimen::harness::cli
