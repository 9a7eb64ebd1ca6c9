// --assume A-10=erased and --assume oracle:A-10=erased.
#pragma once

#include <span>
#include <string>

#include "harness/oracle/rulebook/rulebook.hpp"

namespace karimen::harness {

struct Assumed {
  Facts shared;  ///< for the oracle and the system
  Facts oracle;  ///< for the oracle alone
};

/// Throws DiagnosticError (bad command line) for an unknown knob or value, with the nearest known one, and
/// for two values of one knob.
[[nodiscard]] Assumed read_assumptions(std::span<const std::string> texts, const Rulebook& rulebook);

}  // namespace karimen::harness
