// A scenario's text without the rest of its file, and with the sequences that it uses: it can stand anywhere.
#pragma once

#include <optional>
#include <string>

#include "harness/scenario/scenario.hpp"

namespace karimen::harness::cli {

/// The document of a scenario with the comments in it, and before it those of the sequences that it uses;
/// what its file includes is in it. `last`: the line of its file after which it is cut. Throws
/// DiagnosticError: a file cannot be read any more.
[[nodiscard]] std::string own_text(const Scenario& scenario, std::optional<int> last = {});

}  // namespace karimen::harness::cli
