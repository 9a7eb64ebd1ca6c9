// Assumptions as customs of the simulated institutions.
#pragma once

#include "harness/fact/value.hpp"
#include "sim/world/customs.hpp"

namespace karimen::harness::builtin {

/// Unknown assumptions and those that concern nobody here are ignored.
[[nodiscard]] sim::world::Customs customs_of(const Facts& assumptions);

}  // namespace karimen::harness::builtin
