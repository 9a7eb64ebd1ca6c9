// Facts become a world: people, registries, cards and papers as they are given.
#pragma once

#include "harness/system/system.hpp"
#include "sim/world/world.hpp"

namespace karimen::harness::builtin {

/// Puts every person of the request into the world. Throws DiagnosticError where a card cannot be made of the
/// facts.
void settle(sim::world::World& world, const ResetRequest& request);

}  // namespace karimen::harness::builtin
