// What the chip deliberately leaves out, and what it does instead. docs/fidelity.md and `karimen card limits`
// print this table.
#pragma once

#include <span>
#include <string_view>

#include "base/bilingual.hpp"

namespace karimen::sim::chip {

struct Limit {
  Bilingual what;
  std::string_view section;  ///< of the fact sheet
  Bilingual why;             ///< no full stop
  Bilingual instead;         ///< no full stop
};

[[nodiscard]] std::span<const Limit> limits();

}  // namespace karimen::sim::chip
