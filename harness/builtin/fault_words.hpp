// The catalogue of faults as words for scenarios, and scenarios' words as armed faults.
#pragma once

#include <span>
#include <vector>

#include "harness/fact/fault_word.hpp"
#include "sim/fault/script.hpp"

namespace karimen::harness::builtin {

/// Every fault of the catalogue.
[[nodiscard]] std::vector<FaultWord> fault_words();
/// Throws DiagnosticError for an unknown fault or setting.
[[nodiscard]] std::vector<sim::fault::ArmedFault> armed(std::span<const FaultOrder> orders);

}  // namespace karimen::harness::builtin
