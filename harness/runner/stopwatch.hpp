// Wall-clock time, for the fields named measured_* alone.
#pragma once

#include <chrono>

namespace karimen::harness {

/// Runs from its making on.
class Stopwatch {
 public:
  [[nodiscard]] double milliseconds() const {
    return std::chrono::duration<double, std::milli>(Clock::now() - start_).count();
  }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point start_ = Clock::now();
};

}  // namespace karimen::harness
