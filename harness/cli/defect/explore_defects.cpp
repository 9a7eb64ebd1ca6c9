// karimen explore --defect all: random walks through institutions that each err in one thing.
#include "harness/cli/defect/defects.hpp"
#include "harness/cli/frame/interrupt.hpp"
#include "harness/explore/walk/hunt.hpp"

namespace karimen::harness::cli {
namespace {

constexpr Bilingual hunt_progress{"\r{} walks, {} defects not noticed yet", "\r{}経路、未検出の欠陥{}件"};

}  // namespace

ExitCode explore_defects(const Invocation& invocation, const Streams& streams) {
  if (invocation.has("sut") || invocation.has("profile"))
    throw bad_command_line("the institutions that err are the built-in ones", "leave out --sut");
  Exploring all(invocation, "walks", streams);
  const explore::WalkMaker maker(all.lexicon, all.rulebook, all.knows,
                                 {.seed = invocation.get("seed", "1"),
                                  .depth = invocation.number("depth", 12, 1),
                                  .assumptions = all.assumptions});
  std::vector<SystemFactory> erring;
  for (const auto& row : sim::world::defects()) {
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
  const auto kills =
      explore::hunt(maker, all.lexicon, all.context, all.factory, erring, options, interrupt.flag());
  if (streams.live_err) streams.err << "\r\x1b[K";
  std::vector<Noticed> noticed;
  for (std::size_t i = 0; i < kills.size(); ++i) {
    auto& each = noticed.emplace_back(Noticed{&sim::world::defects()[i], ""});
    if (!kills[i]) continue;
    each.by = "walk " + std::to_string(kills[i]->number) + ", " + kills[i]->mishap.procedure;
    const std::string name = each.defect->name;
    auto walk = kills[i]->walk;
    walk.steps.resize(kills[i]->mishap.step + 1);
    std::string head = std::string(each.defect->what.en) + '\n';
    for (const auto& difference : kills[i]->mishap.differences) head += difference + '\n';
    if (invocation.has("out"))
      write_scenario(all.out, "DEFECT-" + name, head, explore::to_yaml(walk, "DEFECT-" + name, each.by));
  }
  const auto code = print_noticed(noticed, invocation.language, streams.out);
  return interrupt.flag() ? ExitCode::interrupted : code;
}

}  // namespace karimen::harness::cli
