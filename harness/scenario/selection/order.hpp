// In which order, and how often, what was selected is run: --shuffle, --repeat.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/scenario/scenario.hpp"

namespace karimen::harness {

/// `times` rounds one after the other (from 1 on), each in its order: as given, or by the hash of `seed`, the
/// round and the identity. So two scenarios keep their order whatever else is selected.
[[nodiscard]] std::vector<Scenario> ordered(std::vector<Scenario> scenarios, unsigned times,
                                            const std::optional<std::string>& seed);

}  // namespace karimen::harness
