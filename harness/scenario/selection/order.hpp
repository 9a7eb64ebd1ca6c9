// In which order, and how often, what was selected is run: --shuffle, --repeat.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "harness/scenario/scenario.hpp"

namespace karimen::harness {

/// One run of a scenario. Of a million of them nothing else is kept.
struct Turn {
  std::uint32_t scenario = 0;  ///< from 0
  std::uint32_t round = 0;     ///< from 1; 0: there is but one
  bool operator==(const Turn&) const = default;
};

/// `times` rounds one after the other, each in its order: as given, or by the hash of `seed`, the round and
/// the identity. So two scenarios keep their order whatever else is selected.
[[nodiscard]] std::vector<Turn> turns_of(std::span<const Scenario> scenarios, unsigned times,
                                         const std::optional<std::string>& seed);

}  // namespace karimen::harness
