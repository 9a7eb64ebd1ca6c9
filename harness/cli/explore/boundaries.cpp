// karimen explore --at-all-boundaries PATH...: scenarios on the days that their rules know.
#include <fstream>
#include <ostream>
#include <set>

#include "base/checksum.hpp"
#include "base/rest_of.hpp"
#include "harness/cli/explore/exploring.hpp"
#include "harness/cli/explore/findings/findings.hpp"
#include "harness/cli/frame/interrupt.hpp"
#include "harness/explore/boundaries/boundaries.hpp"

namespace karimen::harness::cli {
namespace {

constexpr Bilingual boundary_words{
    "{} scenarios on other days: {} runs, {} undecided, {} impossible: {} kinds of failure\n",
    "シナリオ{}件を別の日に実行: {}回、未判定{}、成立せず{}。失敗{}種類\n"};
constexpr Bilingual moved_words{"\n{} × {}  {} ({})\n    {}, {} days later: from {} on\n",
                                "\n{}件 {}  {}（{}）\n    {}、{}日後: {}から\n"};

std::string content_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return rest_of<std::string>(in);
}

// What shards have in common is what was selected, and what it says; where it lies may differ.
std::string digest_of(std::span<const Scenario> scenarios) {
  Checksum sum;
  std::set<std::string> files;
  for (const auto& each : scenarios) {
    sum.add(each.identity() + '\n');
    if (files.insert(each.spot.file()).second) sum.add(content_of(each.spot.file()));
    for (const auto& file : each.included)
      if (files.insert(file).second) sum.add(content_of(file));
  }
  return sum.finish();
}

}  // namespace

ExitCode tell(const explore::BoundaryReport& report, const Telling& telling) {
  for (const auto& each : report.found) {
    telling.out << say(moved_words, telling.language,
                       {std::to_string(each.times), each.mishap.procedure, to_string(each.mishap.verdict),
                        to_string(each.mishap.failure), each.scenario, std::to_string(each.days),
                        to_string(each.first_day)});
    for (const auto& difference : each.mishap.differences) telling.out << "    " << difference << '\n';
    telling.out << each.sides;
  }
  if (!report.found.empty()) telling.out << '\n';
  telling.out << say(
      boundary_words, telling.language,
      {std::to_string(report.scenarios), std::to_string(report.runs), std::to_string(report.undecided),
       std::to_string(report.impossible), std::to_string(report.found.size())});
  return report.found.empty() ? ExitCode::ok : ExitCode::verdict_failed;
}

ExitCode explore_boundaries(const Invocation& invocation, const Streams& streams) {
  const auto shard = asked_shard(invocation, streams.err);
  Exploring all(invocation, "walks", streams);
  const auto scenarios =
      runnable_scenarios(selection_of(invocation, all.folders), all.lexicon, all.context, all.folders);
  std::vector<Scenario> own;
  for (const auto& each : scenarios)
    if (shard_of(each, shard.of) == shard.number) own.push_back(each);
  const Interrupt interrupt;
  Findings findings{{}, shard.number, shard.of, {}};
  findings.found = explore::at_all_boundaries(own, all.context, all.factory, all.jobs, interrupt.flag());
  findings.ground = ground_of("boundaries", {{"scenarios", digest_of(scenarios)}}, all, invocation);
  return tell_and_keep(findings, all.out, interrupt.flag(), invocation, streams);
}

}  // namespace karimen::harness::cli
