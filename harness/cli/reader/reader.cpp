// karimen reader up | down | list, and karimen doctor.
#include <ostream>

#include "base/text.hpp"
#include "harness/cli/frame/subcommands.hpp"
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
    streams.err << sim::reader::exposure_note() << '\n';
  }
  print(*state, streams.out);
  return ExitCode::ok;
}

ExitCode reader_down(const Invocation&, const Streams& streams) {
  const auto state = sim::reader::load_state();
  if (state) sim::reader::stop_service(*state);
  if (state) sim::reader::forget_state();
  streams.err << (state ? "the private service has ended\n" : "no private service is running\n");
  return ExitCode::ok;
}

ExitCode reader_list(const Invocation&, const Streams& streams) {
  const auto state = sim::reader::load_state();
  if (state)
    print(*state, streams.out);
  else
    streams.err << "no private service is running: 'karimen reader up' starts one\n";
  return ExitCode::ok;
}

ExitCode doctor(const Invocation&, const Streams& streams) {
  bool healthy = true;
  for (const auto& finding : sim::reader::examine_pcsc()) {
    streams.out << (finding.ok       ? "ok       "
                    : finding.needed ? "MISSING  "
                                     : "note     ")
                << padded(finding.check, 28) << ' ' << finding.what << '\n';
    if (!finding.ok && !finding.fix.empty()) streams.out << "         fix: " << finding.fix << '\n';
    healthy = healthy && (finding.ok || !finding.needed);
  }
  return healthy ? ExitCode::ok : ExitCode::environment;
}

}  // namespace karimen::harness::cli
