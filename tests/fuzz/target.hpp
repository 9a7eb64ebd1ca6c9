// What every fuzz target has in common. A target is one function over the fuzzer's bytes; what must hold is
// asserted with `require`, and a crash, a sanitizer's complaint or an unknown exception is a find, too.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "base/bytes.hpp"

namespace karimen::fuzz {

inline void require(bool holds, std::string_view what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %.*s\n", static_cast<int>(what.size()), what.data());
  std::abort();
}

/// Takes small numbers and runs off the front of the fuzzer's bytes; what is not there is zero or empty.
class Input {
 public:
  explicit Input(ByteView bytes) : rest_(bytes) {}
  [[nodiscard]] bool empty() const { return rest_.empty(); }
  std::uint8_t byte() {
    if (rest_.empty()) return 0;
    const auto value = rest_.front();
    rest_ = rest_.subspan(1);
    return value;
  }
  std::uint16_t word() {
    const auto high = byte();
    return static_cast<std::uint16_t>(high << 8 | byte());
  }
  /// At most what is left.
  ByteView run(std::size_t size) {
    const auto part = rest_.first(size < rest_.size() ? size : rest_.size());
    rest_ = rest_.subspan(part.size());
    return part;
  }
  ByteView rest() { return run(rest_.size()); }

 private:
  ByteView rest_;
};

/// One input. Defined by each target.
void try_input(ByteView bytes);

}  // namespace karimen::fuzz
