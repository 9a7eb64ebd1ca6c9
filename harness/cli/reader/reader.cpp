// karimen reader up | down | list, and karimen doctor.
#include <ostream>

#include "base/phrases/phrasebook.hpp"
#include "base/text.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/oracle/proof/solver.hpp"
#include "sim/reader/service/doctor.hpp"
#include "sim/reader/service/private_service.hpp"

namespace karimen::harness::cli {
namespace {

void print(const sim::reader::ServiceState& state, std::ostream& out) {
  for (const auto& reader : state.readers) out << reader.name << "  port " << reader.port << '\n';
  out << sim::reader::export_line(state) << '\n';
}

}  // namespace

ExitCode reader_up(const Invocation& invocation, const Streams& streams) {
  auto state = sim::reader::load_state();
  if (!state) {
    state = sim::reader::start_service(
        {.readers = static_cast<int>(invocation.number("readers", 2, 1)), .detached = true});
    sim::reader::save_state(*state);
    streams.err << translated(sim::reader::exposure_note(), invocation.language) << '\n';
  }
  print(*state, streams.out);
  return ExitCode::ok;
}

ExitCode reader_down(const Invocation& invocation, const Streams& streams) {
  const auto state = sim::reader::load_state();
  if (state) sim::reader::stop_service(*state);
  if (state) sim::reader::forget_state();
  constexpr Bilingual ended{"the private service has ended\n", "専用サービスを終了した\n"},
      none{"no private service is running\n", "専用サービスは動いていない\n"};
  streams.err << (state ? ended : none).in(invocation.language);
  return ExitCode::ok;
}

ExitCode reader_list(const Invocation& invocation, const Streams& streams) {
  const auto state = sim::reader::load_state();
  if (state)
    print(*state, streams.out);
  else
    streams.err << Bilingual{"no private service is running: 'karimen reader up' starts one\n",
                             "専用サービスは動いていない。'karimen reader up'で始める\n"}
                       .in(invocation.language);
  return ExitCode::ok;
}

namespace {

// Nothing but the proofs of `karimen rules check` waits for it.
sim::reader::Finding examine_solver() {
  if (rules::Solver::available()) return {"Z3's libz3.so.4", true, "invariants can be proved", "", false};
  return {"Z3's libz3.so.4", false, "not here: 'karimen rules check' proves no invariants",
          "apt-get install libz3-4", false};
}

}  // namespace

ExitCode doctor(const Invocation& invocation, const Streams& streams) {
  bool healthy = true;
  auto findings = sim::reader::examine_pcsc();
  findings.push_back(examine_solver());
  for (const auto& finding : findings) {
    constexpr Bilingual ok{"ok", "正常"}, missing{"MISSING", "不足"}, note{"note", "参考"};
    constexpr Bilingual fix{"         fix: {}\n", "         対処: {}\n"};
    const auto language = invocation.language;
    streams.out << padded((finding.ok       ? ok
                           : finding.needed ? missing
                                            : note)
                              .in(language),
                          9)
                << padded(translated(finding.check, language), 28) << ' '
                << translated(finding.what, language) << '\n';
    if (!finding.ok && !finding.fix.empty())
      streams.out << say(fix, language, {translated(finding.fix, language)});
    healthy = healthy && (finding.ok || !finding.needed);
  }
  return healthy ? ExitCode::ok : ExitCode::environment;
}

}  // namespace karimen::harness::cli
