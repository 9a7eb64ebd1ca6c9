// What a client may say next: drawn from the instruction table, from real sessions, or out of the blue.
#pragma once

#include "base/bytes.hpp"
#include "tests/hostile/dice.hpp"

namespace karimen::hostile {

/// A command after a row of the instruction table: mostly right, with parameters and a body that are wrong
/// now and then. Private RSA operations are left out nearly always: they cost a thousand other commands.
[[nodiscard]] Bytes draw_command(Dice& dice);
/// A command of a real session, often with something changed, left out, doubled or added.
[[nodiscard]] Bytes draw_mutant(Dice& dice);
/// Any bytes at all, the empty command included.
[[nodiscard]] Bytes draw_noise(Dice& dice);

}  // namespace karimen::hostile
