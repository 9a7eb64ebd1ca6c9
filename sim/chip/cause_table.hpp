// One row of words a clause; internal to cause.cpp.
#pragma once

#include <span>

#include "sim/chip/cause.hpp"

namespace karimen::sim::chip {

struct Words {
  const char* english;
  const char* japanese;
  [[nodiscard]] const char* in(Language language) const {
    return language == Language::english ? english : japanese;
  }
};

struct ClauseText {
  Clause clause;
  std::string_view name;
  std::uint16_t status;  ///< 63C0 stands for 63Cn
  std::string_view source;
  Words sentence;
  Words advice;
};

/// Indexed by Clause.
[[nodiscard]] std::span<const ClauseText> clause_table();

}  // namespace karimen::sim::chip
