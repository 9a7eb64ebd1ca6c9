// --shuffle[=SEED] and --repeat N.
#pragma once

#include <iosfwd>
#include <span>
#include <vector>

#include "harness/cli/frame/command.hpp"
#include "harness/scenario/selection/order.hpp"

namespace karimen::harness::cli {

/// A seed that the command line does not give is drawn, and told. Throws DiagnosticError (bad command line):
/// more runs than one can tell of.
[[nodiscard]] std::vector<Turn> turns_of(std::span<const Scenario> scenarios, const Invocation& invocation,
                                         std::ostream& err);

}  // namespace karimen::harness::cli
