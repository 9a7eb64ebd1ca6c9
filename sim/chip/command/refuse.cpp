// Instructions of which only the refusal is known (chip.md B.8, B.16).
#include "sim/chip/command/command.hpp"

namespace karimen::sim::chip::command {

Cause refuse_issuance(Context&, const Command&) {
  return {Clause::issuance_function};
}

Cause refuse_write(Context& context, const Command&) {
  const auto file = context.chip.state.file;
  if (file == 0) return {Clause::no_current_file};
  return {Clause::write_not_allowed, file};
}

Cause refuse_function(Context&, const Command&) {
  return {Clause::function_not_provided};
}

Cause refuse_get_response(Context&, const Command&) {
  return {Clause::nothing_to_fetch};
}

}  // namespace karimen::sim::chip::command
