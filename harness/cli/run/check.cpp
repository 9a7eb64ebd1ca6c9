// karimen check: parse and lint scenarios and the rulebook without running.
#include <ostream>

#include "base/text.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/rules/quotations.hpp"
#include "harness/cli/run/system_factory.hpp"
#include "harness/scenario/problems.hpp"

namespace karimen::harness::cli {
namespace {

// A scenario may name rules that are not written yet: worth knowing, no reason to refuse it.
void warn_of_unknown_rules(const std::vector<Scenario>& scenarios, const Lexicon& lexicon,
                           Problems& warnings) {
  const std::vector<std::string> known(lexicon.rules.begin(), lexicon.rules.end());
  for (const auto& scenario : scenarios)
    for (const auto& [id, spot] : scenario.rules)
      if (!lexicon.rules.contains(id))
        warnings.add({.where = spot.where(),
                      .what = "the rulebook has no rule '" + id + "'",
                      .fix = suggestion(id, known, "'karimen rules list'"),
                      .source_line = spot.text(),
                      .severity = Severity::warning});
}

}  // namespace

ExitCode check(const Invocation& invocation, const Streams& streams) {
  const auto folders = data_of(invocation);
  Problems problems, warnings;
  std::optional<Rulebook> rulebook;
  problems.guarded([&] {
    rulebook = sound_rulebook(folders);
    for (auto& each : check_quotations(invocation, *rulebook, streams.err)) problems.add(std::move(each));
  });
  problems.guarded([&] {
    auto lexicon = rulebook ? lexicon_of(*rulebook, folders) : plain_lexicon(folders);
    lexicon.most_cases = most_cases_of(invocation);
    auto read = load_scenarios(selection_of(invocation, folders), lexicon);
    if (rulebook) admit(read, plain_context(*rulebook, folders), folders);
    const auto& [scenarios, unread] = read;
    for (auto& each : problems_of(unread)) problems.add(std::move(each));
    warn_of_unknown_rules(scenarios, lexicon, warnings);
    constexpr Bilingual count{"{} scenarios read\n", "シナリオ{}件を読んだ\n"};
    streams.err << say(count, invocation.language, {std::to_string(scenarios.size())});
  });
  for (const auto& each : warnings.list())
    streams.err << render_within(each, invocation.language, streams.columns_err);
  problems.rethrow();
  constexpr Bilingual sound{"no problems found\n", "問題なし\n"};
  streams.out << sound.in(invocation.language);
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
