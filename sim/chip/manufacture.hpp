// The factory: the content of a personalisation becomes the memory of a chip.
#pragma once

#include "sim/chip/chip.hpp"

namespace karimen::sim::chip {

/// Throws DiagnosticError where the content does not fit the chip's tables.
[[nodiscard]] Chip manufacture(const Personalisation& personalisation);

}  // namespace karimen::sim::chip
