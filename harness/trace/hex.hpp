// Numbers of two bytes as they are written.
#pragma once

#include <cstdio>
#include <string>

namespace karimen::harness::trace {

/// "001B".
[[nodiscard]] inline std::string hex4(unsigned value) {
  char text[8];
  std::snprintf(text, sizeof text, "%04X", value & 0xFFFF);
  return text;
}

}  // namespace karimen::harness::trace
