// `karimen explore --at-all-boundaries`: a scenario as it would have gone on the day before, on and after
// every date that a rule which it touches knows.
#pragma once

#include <atomic>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "harness/explore/walk/finding.hpp"
#include "harness/runner/run.hpp"

namespace karimen::harness::explore {

/// A scenario, all of it so many days later (or earlier).
struct MovedFinding {
  Mishap mishap;
  std::size_t times = 0;  ///< scenarios and days that end so
  std::string scenario;   ///< of them the first by name
  int days = 0;           ///< of hers the earliest
  Date first_day;         ///< of its first step, then
  std::string sides;      ///< what the rulebook says and why, and what the system did
  bool operator==(const MovedFinding&) const = default;
};

struct BoundaryReport {
  std::size_t scenarios = 0, runs = 0;
  std::size_t impossible = 0;  ///< what is given contradicts itself on that day
  std::size_t undecided = 0;
  std::vector<MovedFinding> found;  ///< the commonest first
  bool operator==(const BoundaryReport&) const = default;

  /// Of other scenarios, too: what then is here does not depend on who moved which.
  void take(BoundaryReport&& other);
};

/// The days that the rules know which `prediction` asked: their own, and those that their conditions name.
[[nodiscard]] std::set<Date> days_known(const Rulebook& rulebook, const Prediction& prediction);

/// Without those with programs of somebody else's, or with captured values. Expectations are left out: they
/// are of the day on which the scenario was written. The same whatever `jobs` is.
[[nodiscard]] BoundaryReport at_all_boundaries(std::span<const Scenario> scenarios, const RunContext& context,
                                               const SystemFactory& factory, unsigned jobs,
                                               const std::atomic<bool>& stop);

}  // namespace karimen::harness::explore
