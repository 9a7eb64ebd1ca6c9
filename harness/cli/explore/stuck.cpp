// karimen explore --stuck: states without a way back to a licence that counts, and the shortest way in.
#include <ostream>

#include "harness/cli/explore/exploring.hpp"
#include "harness/cli/explore/findings/findings.hpp"
#include "harness/cli/frame/interrupt.hpp"
#include "harness/explore/stuck/stuck.hpp"

namespace karimen::harness::cli {
namespace {

constexpr Bilingual stuck_words{
    "{} holders, {} states, {} model steps: {} with a licence that counts, {} with a way back to one, {} "
    "stuck\n",
    "所持者{}人、状態{}、モデル{}ステップ: 有効な免許あり{}、回復可能{}、回復不能{}\n"};
constexpr Bilingual way_words{"\n{} states of {} holders after {}: {}\n", "\n{1}人の{0}状態 {2}の後: {3}\n"};
constexpr Bilingual begins_words{"\n{} holders begin so, {} for one\n",
                                 "\n{}人は初めからこの状態（例: {}）\n"};

}  // namespace

ExitCode tell(const explore::StuckReport& report, const Telling& telling) {
  std::size_t stuck = 0;
  for (const auto& each : report.stuck) {
    stuck += each.states;
    if (each.way_in.steps.empty()) {
      telling.out << say(begins_words, telling.language, {std::to_string(each.holders), each.way_in.holder});
      continue;
    }
    const auto id = "STUCK-" + each.kind;
    const auto path = write_scenario(telling.folder, id, "", explore::to_yaml(each.way_in, id, each.kind));
    telling.out << say(way_words, telling.language,
                       {std::to_string(each.states), std::to_string(each.holders), each.kind, path.string()});
  }
  if (stuck > 0) telling.out << '\n';
  telling.out << say(
      stuck_words, telling.language,
      {std::to_string(report.holders), std::to_string(report.states), std::to_string(report.model_steps),
       std::to_string(report.usable), std::to_string(report.mended), std::to_string(stuck)});
  return stuck == 0 ? ExitCode::ok : ExitCode::verdict_failed;
}

ExitCode explore_stuck(const Invocation& invocation, const Streams& streams) {
  require_no_paths(invocation);
  const auto shard = asked_shard(invocation, streams.err);
  Exploring all(invocation, "walks", streams);
  const explore::Alphabet alphabet(all.lexicon, all.context, all.knows);
  const Interrupt interrupt;
  const auto way_in = invocation.get("stuck").empty() ? 1 : invocation.number("stuck", 1);
  Findings findings{{}, shard.number, shard.of, {}};
  findings.found =
      explore::find_stuck(alphabet, part_of(beginnings_of(invocation, alphabet), shard), all.lexicon,
                          all.context, {.way_in = way_in, .jobs = all.jobs}, interrupt.flag());
  findings.ground =
      ground_of("stuck", {{"steps", way_in}, {"holders", holders_named(invocation)}}, all, invocation);
  return tell_and_keep(findings, all.out, interrupt.flag(), invocation, streams);
}

}  // namespace karimen::harness::cli
