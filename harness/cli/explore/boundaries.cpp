// karimen explore --at-all-boundaries PATH...: scenarios on the days that their rules know.
#include <ostream>

#include "harness/cli/explore/exploring.hpp"
#include "harness/cli/frame/interrupt.hpp"
#include "harness/cli/frame/shard.hpp"
#include "harness/explore/boundaries/boundaries.hpp"

namespace karimen::harness::cli {
namespace {

constexpr Bilingual boundary_words{
    "{} scenarios on other days: {} runs, {} undecided, {} impossible: {} kinds of failure\n",
    "シナリオ{}件を別の日に実行: {}回、未判定{}、成立せず{}。失敗{}種類\n"};
constexpr Bilingual moved_words{"\n{} × {}  {} ({})\n    {}, {} days later: from {} on\n",
                                "\n{}件 {}  {}（{}）\n    {}、{}日後: {}から\n"};

}  // namespace

ExitCode explore_boundaries(const Invocation& invocation, const Streams& streams) {
  Exploring all(invocation, "walks", streams);
  const auto scenarios = runnable_scenarios(selection_and_shard_of(invocation, all.folders, streams.err),
                                            all.lexicon, all.context, all.folders);
  const Interrupt interrupt;
  const auto report =
      explore::at_all_boundaries(scenarios, all.context, all.factory, all.jobs, interrupt.flag());
  for (const auto& each : report.found) {
    streams.out << say(moved_words, invocation.language,
                       {std::to_string(each.times), each.mishap.procedure, to_string(each.mishap.verdict),
                        to_string(each.mishap.failure), each.scenario, std::to_string(each.days),
                        to_string(each.first_day)});
    for (const auto& difference : each.mishap.differences) streams.out << "    " << difference << '\n';
    streams.out << each.sides;
  }
  if (!report.found.empty()) streams.out << '\n';
  streams.out << say(
      boundary_words, invocation.language,
      {std::to_string(report.scenarios), std::to_string(report.runs), std::to_string(report.undecided),
       std::to_string(report.impossible), std::to_string(report.found.size())});
  if (interrupt.flag()) return ExitCode::interrupted;
  return report.found.empty() ? ExitCode::ok : ExitCode::verdict_failed;
}

}  // namespace karimen::harness::cli
