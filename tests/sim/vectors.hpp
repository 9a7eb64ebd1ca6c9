// Reads tests/sim/vectors.txt: the worked examples of chip.md by name.
#pragma once

#include <fstream>
#include <stdexcept>
#include <string>

#include "base/bytes.hpp"

namespace karimen::sim::vectors {

/// The bytes under [name]. Throws std::runtime_error if there is no such example.
inline Bytes get(const std::string& name) {
  std::ifstream file(KARIMEN_SOURCE_DIR "/tests/sim/vectors.txt");
  std::string line, hex;
  bool inside = false;
  while (std::getline(file, line)) {
    if (!line.empty() && line[0] == '[')
      inside = line == "[" + name + "]";
    else if (inside)
      hex += line;
  }
  if (hex.empty()) throw std::runtime_error("no worked example " + name);
  return from_hex(hex);
}

}  // namespace karimen::sim::vectors
