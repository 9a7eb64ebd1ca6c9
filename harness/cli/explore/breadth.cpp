// karimen explore --breadth: a shortest counterexample, or that there is none of that length.
#include <algorithm>
#include <cstdio>

#include "base/checksum.hpp"
#include "base/text.hpp"
#include "harness/cli/explore/exploring.hpp"
#include "harness/cli/explore/findings/findings.hpp"
#include "harness/cli/frame/interrupt.hpp"
#include "harness/explore/breadth/breadth.hpp"

namespace karimen::harness::cli {
namespace {

constexpr Bilingual breadth_words{
    "{} holders, {} states, {} runs, {} undecided; every walk of up to {} steps was run: {} kinds of "
    "failure\n",
    "所持者{}人、状態{}、実行{}、未判定{}。{}ステップまでの手順をすべて実行: 失敗{}種類\n"};
constexpr Bilingual cut_words{"not all walks of {} steps were run: {}\n",
                              "{}ステップの手順は一部のみ実行: {}\n"};
constexpr Bilingual limit_words{"--limit was reached", "--limit に到達"},
    interrupt_words{"interrupted", "中断"};
constexpr Bilingual counterexample_words{"\n{} × {}  {} ({}), {} steps: {}\n",
                                         "\n{}件 {}  {}（{}）、{}ステップ: {}\n"};
constexpr Bilingual breadth_progress{"\r{} runs, {} steps", "\r実行{}、{}ステップ"};

std::string counterexample_id(std::size_t place) {
  char number[8];
  std::snprintf(number, sizeof number, "%02zu", place);
  return std::string("BREADTH-") + number;
}

}  // namespace

ExitCode tell(const explore::BreadthReport& report, const Telling& telling) {
  std::size_t place = 0;
  for (const auto& each : report.found()) {
    const auto id = counterexample_id(++place);
    const auto head = std::to_string(each.times) + " x " + each.mishap.procedure + ": " +
                      to_string(each.mishap.verdict) + '\n' + each.sides;
    const auto path = write_scenario(telling.folder, id + '-' + each.mishap.procedure, head,
                                     explore::to_yaml(each.walk, id, each.mishap.procedure));
    telling.out << say(
        counterexample_words, telling.language,
        {std::to_string(each.times), each.mishap.procedure, to_string(each.mishap.verdict),
         to_string(each.mishap.failure), std::to_string(each.walk.steps.size()), path.string()});
    for (const auto& difference : each.mishap.differences) telling.out << "    " << difference << '\n';
  }
  if (!report.found().empty()) telling.out << '\n';
  telling.out << say(breadth_words, telling.language,
                     {std::to_string(report.holders), std::to_string(report.states()),
                      std::to_string(report.runs()), std::to_string(report.undecided()),
                      std::to_string(report.complete()), std::to_string(report.found().size())});
  if (report.stopped())
    telling.out << say(cut_words, telling.language,
                       {std::to_string(report.complete() + 1),
                        (telling.interrupted ? interrupt_words : limit_words).in(telling.language)});
  return report.found().empty() ? ExitCode::ok : ExitCode::verdict_failed;
}

std::vector<explore::Beginning> beginnings_of(const Invocation& invocation,
                                              const explore::Alphabet& alphabet) {
  auto beginnings = alphabet.beginnings();
  const auto names = invocation.all("holder");
  for (const auto& name : names)
    if (std::ranges::find(beginnings, name, &explore::Beginning::holder) == beginnings.end()) {
      std::vector<std::string> known;
      for (const auto& each : beginnings) known.push_back(each.holder);
      throw bad_command_line("no persona is called '" + name + "'", suggestion(name, known));
    }
  if (!names.empty())
    std::erase_if(beginnings,
                  [&](const auto& each) { return std::ranges::find(names, each.holder) == names.end(); });
  return beginnings;
}

std::vector<std::string> holders_named(const Invocation& invocation) {
  auto names = invocation.all("holder");
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::vector<explore::Beginning> part_of(std::vector<explore::Beginning> beginnings, const Shard& shard) {
  std::erase_if(beginnings, [&](const auto& each) { return !shard.has(each.holder); });
  return beginnings;
}

ExitCode explore_breadth_first(const Invocation& invocation, const Streams& streams) {
  require_no_paths(invocation);
  const auto shard = asked_shard(invocation, streams.err);
  Exploring all(invocation, "walks", streams);
  const explore::Alphabet alphabet(all.lexicon, all.context, all.knows);
  const auto beginnings = beginnings_of(invocation, alphabet);
  const auto depth = invocation.get("breadth").empty() ? 1 : invocation.number("breadth", 1, 1);
  const auto limit = invocation.number("limit", 0);
  const Interrupt interrupt;
  explore::BreadthOptions options{
      .depth = depth, .limit = limit, .holders = beginnings.size(), .jobs = all.jobs};
  if (streams.live_err)
    options.progress = [&](std::size_t runs, std::size_t steps) {
      streams.err << say(breadth_progress, invocation.language, {std::to_string(runs), std::to_string(steps)})
                  << std::flush;
    };
  Findings findings{{}, shard.number, shard.of, {}};
  findings.found = explore::explore_breadth(alphabet, part_of(beginnings, shard), all.lexicon, all.context,
                                            all.factory, options, interrupt.flag());
  if (streams.live_err) streams.err << "\r\x1b[K";
  findings.ground =
      ground_of("breadth", {{"steps", depth}, {"limit", limit}, {"holders", holders_named(invocation)}}, all,
                invocation);
  return tell_and_keep(findings, all.out, interrupt.flag(), invocation, streams);
}

}  // namespace karimen::harness::cli
