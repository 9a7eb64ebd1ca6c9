// Two languages side by side.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>

namespace karimen::harness::trace {

enum class Language { en, ja };

struct Words {
  const char* en = "";
  const char* ja = "";
  [[nodiscard]] const char* in(Language language) const { return language == Language::ja ? ja : en; }
};

/// "001B".
[[nodiscard]] inline std::string hex4(unsigned value) {
  char text[8];
  std::snprintf(text, sizeof text, "%04X", value & 0xFFFF);
  return text;
}

}  // namespace karimen::harness::trace
