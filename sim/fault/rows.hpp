// The parts that the catalogue is put together from.
#pragma once

#include "sim/fault/parameters.hpp"

namespace karimen::sim::fault {

/// Layers pcsc and transport.
[[nodiscard]] std::span<const Fault> reader_faults();
/// Layers storage and content.
[[nodiscard]] std::vector<Fault> card_faults();

}  // namespace karimen::sim::fault
