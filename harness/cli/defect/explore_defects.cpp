// karimen explore --defect all: random walks through institutions that each err in one thing.
#include <algorithm>
#include <iterator>

#include "harness/cli/defect/defects.hpp"
#include "harness/cli/explore/findings/findings.hpp"
#include "harness/cli/frame/interrupt.hpp"
#include "harness/explore/walk/hunt.hpp"

namespace karimen::harness::cli {
namespace {

constexpr Bilingual hunt_progress{"\r{} walks, {} defects not noticed yet", "\r{}経路、未検出の欠陥{}件"};

std::size_t place_of(const Hunted& hunted) {
  return static_cast<std::size_t>(hunted.defect - sim::world::defects().data());
}

}  // namespace

void HuntReport::take(HuntReport&& other) {
  std::ranges::move(other.all, std::back_inserter(all));
  std::ranges::sort(all, {}, place_of);
}

ExitCode tell(const HuntReport& report, const Telling& telling) {
  std::vector<Noticed> noticed;
  for (const auto& [defect, kill] : report.all) {
    auto& each = noticed.emplace_back(Noticed{defect, ""});
    if (!kill) continue;
    each.by = "walk " + std::to_string(kill->number) + ", " + kill->mishap.procedure;
    if (telling.folder.empty()) continue;
    const auto id = std::string("DEFECT-") + defect->name;
    std::string head = std::string(defect->what.en) + '\n';
    for (const auto& difference : kill->mishap.differences) head += difference + '\n';
    write_scenario(telling.folder, id, head, explore::to_yaml(kill->walk, id, each.by));
  }
  return print_noticed(noticed, telling.language, telling.out);
}

ExitCode explore_defects(const Invocation& invocation, const Streams& streams) {
  if (invocation.has("sut") || invocation.has("profile"))
    throw bad_command_line("the institutions that err are the built-in ones", "leave out --sut");
  const auto shard = asked_shard(invocation, streams.err);
  Exploring all(invocation, "walks", streams);
  const explore::WalkSettings settings{.seed = invocation.get("seed", "1"),
                                       .depth = invocation.number("depth", 12, 1),
                                       .assumptions = all.assumptions};
  const explore::WalkMaker maker(all.lexicon, all.rulebook, all.knows, settings);
  HuntReport report;
  std::vector<SystemFactory> erring;
  for (const auto& row : sim::world::defects()) {
    if (!shard.has(place_of({.defect = &row, .kill = {}}))) continue;
    report.all.push_back({.defect = &row, .kill = {}});
    sim::world::Defects one;
    one.commit(row.defect);
    erring.emplace_back(builtin_factory("direct", 1, all.folders, one));
  }
  const Interrupt interrupt;
  explore::HuntOptions options{.walks = invocation.number("walks", 20'000, 1), .jobs = all.jobs};
  if (streams.live_err)
    options.progress = [&](std::uint64_t walks, std::size_t alive) {
      streams.err << say(hunt_progress, invocation.language, {std::to_string(walks), std::to_string(alive)})
                  << std::flush;
    };
  auto kills = explore::hunt(maker, all.lexicon, all.context, all.factory, erring, options, interrupt.flag());
  if (streams.live_err) streams.err << "\r\x1b[K";
  for (std::size_t i = 0; i < kills.size(); ++i) {
    auto& kill = report.all[i].kill = std::move(kills[i]);
    if (kill) kill->walk.steps.resize(kill->mishap.step + 1);
  }
  Findings findings{{}, shard.number, shard.of, std::move(report)};
  findings.ground =
      ground_of("defects", {{"walks", options.walks}, {"seed", settings.seed}, {"depth", settings.depth}},
                all, invocation);
  return tell_and_keep(findings, invocation.has("out") ? all.out : "", interrupt.flag(), invocation, streams);
}

}  // namespace karimen::harness::cli
