// karimen card faults: what can go wrong on purpose.
#include <ostream>

#include "harness/cli/frame/subcommands.hpp"
#include "sim/fault/fault_text.hpp"

namespace karimen::harness::cli {

ExitCode card_faults(const Invocation& invocation, const Streams& streams) {
  streams.out << (invocation.has("markdown") ? sim::fault::markdown()
                                             : sim::fault::listing(invocation.language));
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
