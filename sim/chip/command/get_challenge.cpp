// GET CHALLENGE 00 84 (chip.md B.9). No command of an issued card consumes the challenge.
#include "sim/chip/command/command.hpp"

namespace karimen::sim::chip::command {

Cause get_challenge(Context& context, const Command& command) {
  if (command.le > 256) return {Clause::challenge_too_long, static_cast<std::int32_t>(command.le)};
  context.response = context.chip.generator.take(command.le);
  return {};
}

}  // namespace karimen::sim::chip::command
