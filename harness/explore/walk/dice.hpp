// Numbers that look random and are the same on every machine: splitmix64.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace karimen::harness::explore {

class Dice {
 public:
  /// Of walk `number` under a seed given as text (FNV-1a).
  Dice(std::string_view seed, std::uint64_t number) : state_(0xCBF29CE484222325) {
    for (const char c : seed) state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x100000001B3;
    state_ += number * 0x9E3779B97F4A7C15;
  }

  std::uint64_t next() {
    auto z = state_ += 0x9E3779B97F4A7C15;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }
  /// From 0 to `size` - 1; `size` is at least 1.
  std::size_t below(std::size_t size) { return static_cast<std::size_t>(next() % size); }
  /// True in `percent` of a hundred.
  bool in(unsigned percent) { return below(100) < percent; }
  template <typename T>
  const T& one_of(const std::vector<T>& all) {
    return all[below(all.size())];
  }

 private:
  std::uint64_t state_;
};

}  // namespace karimen::harness::explore
