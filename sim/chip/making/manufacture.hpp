// The factory: the content of a personalisation becomes the memory of a chip.
#pragma once

#include "sim/chip/chip.hpp"

namespace karimen::sim::chip {

/// Throws DiagnosticError where the content does not fit the chip's tables.
[[nodiscard]] Chip manufacture(const Personalisation& personalisation);

/// Throws a DiagnosticError about a file of the chip's tables.
[[noreturn]] void refuse_file(ApplicationId id, std::uint16_t file, std::string_view why);

}  // namespace karimen::sim::chip
