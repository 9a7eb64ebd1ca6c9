// What comes of a procedure, as facts.
#pragma once

#include "harness/system/system.hpp"
#include "sim/world/result.hpp"

namespace karimen::harness::builtin {

/// Outcome, codes, papers and every fact that is observed by the outcome.
[[nodiscard]] PerformResult answer_of(const sim::world::Result& result);

}  // namespace karimen::harness::builtin
