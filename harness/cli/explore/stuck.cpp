// karimen explore --stuck: states without a way back to a licence that counts, and the shortest way in.
#include <ostream>

#include "harness/cli/explore/exploring.hpp"
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

ExitCode explore_stuck(const Invocation& invocation, const Streams& streams) {
  if (!invocation.arguments.empty())
    throw bad_command_line("explore takes no paths", "'karimen run PATH' runs scenarios");
  Exploring all(invocation, "walks", streams);
  const explore::Alphabet alphabet(all.lexicon, all.context, all.knows);
  const Interrupt interrupt;
  const explore::StuckOptions options{
      .way_in = invocation.get("stuck").empty() ? 1 : invocation.number("stuck", 1), .jobs = all.jobs};
  const auto report = explore::find_stuck(alphabet, beginnings_of(invocation, alphabet), all.lexicon,
                                          all.context, options, interrupt.flag());
  std::size_t stuck = 0;
  for (const auto& each : report.stuck) {
    stuck += each.states;
    if (each.way_in.empty()) {
      streams.out << say(begins_words, invocation.language,
                         {std::to_string(each.holders), each.beginning.holder});
      continue;
    }
    const auto id = "STUCK-" + each.kind;
    const auto path =
        write_scenario(all.out, id, "", alphabet.yaml(each.beginning, each.way_in, id, each.kind));
    streams.out << say(way_words, invocation.language,
                       {std::to_string(each.states), std::to_string(each.holders), each.kind, path.string()});
  }
  if (stuck > 0) streams.out << '\n';
  streams.out << say(
      stuck_words, invocation.language,
      {std::to_string(report.holders), std::to_string(report.states), std::to_string(report.model_steps),
       std::to_string(report.usable), std::to_string(report.mended), std::to_string(stuck)});
  if (interrupt.flag()) return ExitCode::interrupted;
  return stuck == 0 ? ExitCode::ok : ExitCode::verdict_failed;
}

}  // namespace karimen::harness::cli
