// What the measuring programs share: medians of batches, and the one line each measure prints.
#pragma once

#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

namespace karimen::bench {

[[nodiscard]] inline double median(std::vector<double> values) {
  std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
  return values[values.size() / 2];
}

/// Of processor time that a clock has counted, CLOCK_THREAD_CPUTIME_ID for a thread's own.
[[nodiscard]] inline double cpu_seconds(clockid_t clock = CLOCK_PROCESS_CPUTIME_ID) {
  timespec now{};
  ::clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Seconds for one call, over a batch.
template <class Call>
[[nodiscard]] double timed(int batch, Call&& call) {
  using Clock = std::chrono::steady_clock;
  const auto begin = Clock::now();
  for (int i = 0; i < batch; ++i) call();
  return std::chrono::duration<double>(Clock::now() - begin).count() / batch;
}

/// Median of the batches, in microseconds a call. Short batches: most of them pass between two interruptions
/// by other programs.
template <class Call>
[[nodiscard]] double median_us(int batches, int batch, Call&& call) {
  std::vector<double> times;
  for (int i = 0; i < batches; ++i) times.push_back(timed(batch, call) * 1e6);
  return median(std::move(times));
}

/// One line: name value bound ok|short. True if the bound holds.
inline bool report(const char* name, double value, const char* unit, const char* relation, double bound,
                   bool good) {
  std::printf("%s %.4g%s %s%.4g%s %s\n", name, value, unit, relation, bound, unit, good ? "ok" : "short");
  std::fflush(stdout);
  return good;
}
inline bool at_most(const char* name, double value, double bound, const char* unit = "") {
  return report(name, value, unit, "<=", bound, value <= bound);
}
inline bool at_least(const char* name, double value, double bound, const char* unit = "") {
  return report(name, value, unit, ">=", bound, value >= bound);
}
/// A measure without a bound.
inline void show(const char* name, double value, const char* unit) {
  std::printf("%s %.4g%s - ok\n", name, value, unit);
  std::fflush(stdout);
}

}  // namespace karimen::bench
