// --shuffle[=SEED] and --repeat N.
#pragma once

#include <iosfwd>
#include <vector>

#include "harness/cli/frame/command.hpp"
#include "harness/scenario/scenario.hpp"

namespace karimen::harness::cli {

/// A seed that the command line does not give is drawn, and told.
[[nodiscard]] std::vector<Scenario> in_order(std::vector<Scenario> scenarios, const Invocation& invocation,
                                             std::ostream& err);

}  // namespace karimen::harness::cli
