// One row of words a clause; internal to cause.cpp.
#pragma once

#include <span>

#include "sim/chip/cause/cause.hpp"

namespace karimen::sim::chip {

struct ClauseText {
  Clause clause;
  std::string_view name;
  std::uint16_t status;  ///< 63C0 stands for 63Cn
  std::string_view source;
  Bilingual sentence;
  Bilingual advice;
};

/// Indexed by Clause.
[[nodiscard]] std::span<const ClauseText> clause_table();

}  // namespace karimen::sim::chip
