// EXTERNAL AUTHENTICATE 00 82 (chip.md B.11): the instruction exists; no terminal's key is known.
#include "sim/chip/command/command.hpp"

namespace karimen::sim::chip::command {

Cause external_authenticate(Context& context, const Command&) {
  const auto file = context.chip.state.file;
  if (file == 0x16 || file == 0x1C || file == 0x1E) return {Clause::external_key_unknown, file};
  return {Clause::no_current_file};
}

}  // namespace karimen::sim::chip::command
