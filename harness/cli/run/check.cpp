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
    for (const auto& rule : scenario.rules)
      if (!lexicon.rules.contains(rule))
        warnings.add({.where = scenario.spot.where,
                      .what = "the rulebook has no rule '" + rule + "'",
                      .fix = nearest_word(rule, known),
                      .source_line = scenario.spot.line,
                      .severity = Severity::warning});
}

}  // namespace

ExitCode check(const Invocation& invocation, const Streams& streams) {
  const auto folders = data_of(invocation);
  Problems problems, warnings;
  std::optional<Rulebook> rulebook;
  problems.guarded([&] {
    rulebook = load_rulebook(folders);
    for (auto& each : check_quotations(invocation, *rulebook, streams.err)) problems.add(std::move(each));
  });
  problems.guarded([&] {
    const auto lexicon = rulebook ? lexicon_of(*rulebook, folders) : plain_lexicon(folders);
    const auto scenarios = load_scenarios(selection_of(invocation, folders), lexicon);
    warn_of_unknown_rules(scenarios, lexicon, warnings);
    if (rulebook) admit(scenarios, plain_context(*rulebook, folders), folders);
    constexpr Bilingual read{"{} scenarios read\n", "シナリオ{}件を読んだ\n"};
    streams.err << say(read, invocation.language, {std::to_string(scenarios.size())});
  });
  for (const auto& each : warnings.list()) streams.err << render(each, invocation.language);
  problems.rethrow();
  constexpr Bilingual sound{"no problems found\n", "問題なし\n"};
  streams.out << sound.in(invocation.language);
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
