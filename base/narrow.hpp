// Diagnostics where they are shown: of a long line no more than fits.
#pragma once

#include <cstddef>
#include <string>

#include "base/diagnostic.hpp"

namespace karimen {

/// Where nobody says how wide it is: two lines of most terminals.
inline constexpr std::size_t usual_columns = 160;
/// Where nobody says how high it is, its last row for the prompt.
inline constexpr std::size_t usual_rows = 41;

/// As `render` does, the excerpt not wider than `columns`, if these are enough to show something.
[[nodiscard]] std::string render_within(const Diagnostic& diagnostic, Language language, std::size_t columns);

}  // namespace karimen
