#include "sim/terminal/command.hpp"

namespace karimen::sim::terminal {
namespace {

void append_two(Bytes& bytes, std::size_t value) {
  bytes.push_back(static_cast<std::uint8_t>(value >> 8));
  bytes.push_back(static_cast<std::uint8_t>(value));
}

}  // namespace

Bytes encode(const Command& command) {
  const std::uint32_t le = command.le.value_or(0);
  const bool extended = command.data.size() > 255 || le > 256;
  Bytes bytes{command.cla, command.ins, command.p1, command.p2};
  if (extended && (!command.data.empty() || command.le)) bytes.push_back(0x00);
  if (!command.data.empty()) {
    if (extended) {
      append_two(bytes, command.data.size());
    } else {
      bytes.push_back(static_cast<std::uint8_t>(command.data.size()));
    }
    bytes.insert(bytes.end(), command.data.begin(), command.data.end());
  }
  if (!command.le) return bytes;
  if (extended) {
    append_two(bytes, le);
  } else {
    bytes.push_back(static_cast<std::uint8_t>(le));
  }
  return bytes;
}

}  // namespace karimen::sim::terminal
