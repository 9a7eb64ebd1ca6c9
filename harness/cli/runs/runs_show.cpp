// karimen runs show: a run, or a scenario over time.
#include <algorithm>
#include <cmath>
#include <map>
#include <ostream>
#include <set>

#include "base/phrases/phrasebook.hpp"
#include "base/text.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/runs/stored_runs.hpp"
#include "harness/report/words/wording.hpp"

namespace karimen::harness::cli {
namespace {

constexpr std::size_t longest_trend = 60;

constexpr Bilingual digest_words{"  digest {}\n", "  ダイジェスト {}\n"};
constexpr Bilingual missing_words{"not finished", "未完了"};
constexpr Bilingual trend_words{"  the last {} runs, oldest first: {}\n", "  最近{}回（古い順）: {}\n"};
constexpr Bilingual first_words{"  first failed in {}\n", "  最初の不合格: {}\n"};
constexpr Bilingual since_words{"  has not passed since {}\n", "  不合格が続いている最初の実行: {}\n"};
constexpr Bilingual never_words{"  has never failed\n", "  不合格になったことはない\n"};
constexpr Bilingual flaky_words{"  flaky: verdicts differ where nothing else does: runs {}\n",
                                "  不安定: 他に違いがないのに判定が異なる: 実行 {}\n"};
constexpr Bilingual steady_words{"  not flaky: where nothing else differs, verdicts do not\n",
                                 "  不安定ではない: 他に違いがなければ判定も同じ\n"};
constexpr Bilingual time_words{"  {} ms in the first of them, {} ms in the last\n",
                               "  そのうち最初は{} ms、最後は{} ms\n"};
constexpr Bilingual more_words{"and {} more scenarios with '{}' in their names\n",
                               "ほか、名前に「{1}」を含むシナリオ{0}件\n"};

std::string brief(const store::StoredRun& run) {
  auto text = '#' + std::to_string(run.id);
  if (!run.started.empty()) text += ' ' + run.started.substr(0, 10);
  if (!run.commit.empty()) text += ' ' + run.commit.substr(0, 7);
  return text;
}

char mark_of(const std::string& verdict) {
  return report::mark_of(verdict_called(verdict).value_or(Verdict::error));
}

void show_run(store::Runs& runs, const store::StoredRun& run, Language language, std::ostream& out) {
  out << run_line(run, language) << '\n';
  for (const auto& [name, value] : conditions_of(run))
    if (!value.empty()) out << "  " << name << ' ' << value << '\n';
  if (run.digest) out << say(digest_words, language, {*run.digest});
  for (const auto& [name, result] : runs.results(run.id)) {
    if (result.verdict == "pass") continue;
    out << verdict_words(result.verdict, language) << "  " << name;
    if (!result.step.empty()) out << "  " << result.step;
    if (!result.detail.empty())
      out << "  " << translated(result.detail.substr(0, result.detail.find('\n')), language);
    out << '\n';
  }
  for (const auto& name : runs.unfinished(run.id)) out << missing_words.in(language) << "  " << name << '\n';
}

// Runs of the same text under the same conditions in which the verdicts differ, or the attempts of one run
// do. Of what an older karimen kept nobody knows whether it was the same.
std::set<std::int64_t> flaky_runs(const std::vector<store::Appearance>& all) {
  std::map<std::vector<std::pair<std::string, std::string>>, std::map<std::string, std::set<std::int64_t>>>
      alike;
  std::set<std::int64_t> flaky;
  for (const auto& each : all) {
    if (each.unstable) flaky.insert(each.run.id);
    if (each.text.empty() || each.run.build.empty() || each.verdict == to_string(Verdict::skip)) continue;
    auto same = conditions_of(each.run);
    same.emplace_back("text", each.text);
    alike[std::move(same)][each.verdict].insert(each.run.id);
  }
  for (const auto& [conditions, verdicts] : alike)
    if (verdicts.size() > 1)
      for (const auto& [verdict, runs] : verdicts) flaky.insert(runs.begin(), runs.end());
  return flaky;
}

void show_scenario(store::Runs& runs, const std::string& name, Language language, std::ostream& out) {
  const auto all = runs.appearances(name);
  const auto failed = [](const store::Appearance& each) {
    return each.verdict == "fail" || each.verdict == "error";
  };
  out << name << '\n';
  const auto shown = std::min(all.size(), longest_trend);
  std::string trend;
  for (auto i = all.size() - shown; i < all.size(); ++i) trend += mark_of(all[i].verdict);
  out << say(trend_words, language, {std::to_string(shown), trend});
  const auto& oldest = all[all.size() - shown];
  const auto milliseconds = [](double value) { return std::to_string(std::lround(value)); };
  out << say(time_words, language, {milliseconds(oldest.measured_ms), milliseconds(all.back().measured_ms)});
  const auto first = std::ranges::find_if(all, failed);
  if (first == all.end())
    out << never_words.in(language);
  else
    out << say(first_words, language, {brief(first->run)});
  if (all.back().verdict != "pass") {
    auto since = all.end() - 1;
    while (since != all.begin() && (since - 1)->verdict != "pass") --since;
    out << say(since_words, language, {brief(since->run)});
  }
  const auto flaky = flaky_runs(all);
  if (flaky.empty())
    out << steady_words.in(language);
  else
    out << say(flaky_words, language,
               {joined(flaky, ", ", [](std::int64_t id) { return std::to_string(id); })});
}

}  // namespace

ExitCode runs_show(const Invocation& invocation, const Streams& streams) {
  auto history = history_to_read(invocation);
  store::Runs runs(history.database());
  const auto word = invocation.arguments.empty() ? "last" : invocation.arguments.front();
  const bool is_run = word.starts_with("last") || word.find_first_not_of("0123456789") == std::string::npos;
  if (is_run) {
    const auto run = run_meant(runs, word);
    show_run(runs, run, invocation.language, streams.out);
    return invocation.has("exit-code") ? ending_of(run) : ExitCode::ok;
  }
  const auto names = runs.scenarios(word);
  if (names.empty())
    throw DiagnosticError(
        Diagnostic{.what = "no run of the history has a scenario with '" + word + "' in its name",
                   .fix = "'karimen list' shows what scenarios are called",
                   .exit_code = ExitCode::nothing_selected});
  constexpr std::size_t most = 10;
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i)
    show_scenario(runs, names[i], invocation.language, streams.out);
  if (names.size() > most)
    streams.out << say(more_words, invocation.language, {std::to_string(names.size() - most), word});
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
