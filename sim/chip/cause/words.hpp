// A text in both languages.
#pragma once

#include "sim/chip/cause/cause.hpp"

namespace karimen::sim::chip {

struct Words {
  const char* english;
  const char* japanese;
  [[nodiscard]] const char* in(Language language) const {
    return language == Language::english ? english : japanese;
  }
};

}  // namespace karimen::sim::chip
