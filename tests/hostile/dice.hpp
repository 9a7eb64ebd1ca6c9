// The hostile client's luck: SplitMix64, cheap enough for ten million commands and the same on every machine.
#pragma once

#include "base/bytes.hpp"

namespace karimen::hostile {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    auto z = state_ += 0x9E3779B97F4A7C15U;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9U;
    z = (z ^ z >> 27) * 0x94D049BB133111EBU;
    return z ^ z >> 31;
  }
  /// 0 … limit - 1.
  std::uint32_t below(std::uint32_t limit) {
    return static_cast<std::uint32_t>((next() >> 32) * limit >> 32);
  }
  /// True once in `times`.
  bool once_in(std::uint32_t times) { return below(times) == 0; }
  std::uint8_t byte() { return static_cast<std::uint8_t>(next()); }
  Bytes bytes(std::size_t size) {
    Bytes out(size);
    for (auto& each : out) each = byte();
    return out;
  }

 private:
  std::uint64_t state_;
};

}  // namespace karimen::hostile
