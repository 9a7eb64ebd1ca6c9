// What the chip deliberately leaves out, and what it does instead. docs/fidelity.md and `karimen card limits`
// print this table.
#pragma once

#include <span>
#include <string_view>

#include "sim/chip/cause/words.hpp"

namespace karimen::sim::chip {

struct Limit {
  Words what;
  std::string_view section;  ///< of the fact sheet
  Words why;                 ///< no full stop
  Words instead;             ///< no full stop
};

[[nodiscard]] std::span<const Limit> limits();

}  // namespace karimen::sim::chip
