// Compares the three readings of a step: what the rulebook predicts, what was observed, what the scenario
// expects. Pure functions.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "harness/oracle/prediction/oracle.hpp"
#include "harness/runner/event/event.hpp"
#include "harness/scenario/scenario.hpp"

namespace karimen::harness {

/// The readings of one step. Keys are facts and "outcome", "obstacles", "warnings".
struct Readings {
  Facts predicted;                               ///< decided predictions that must be observed
  std::map<std::string, std::string> undecided;  ///< name → reason
  /// Everything decided of the oracle's state, derived facts included; empty where nothing asks for it.
  Facts known;
  Facts observed;  ///< everything observed, derived facts included where an expectation asks for them
  std::vector<BrokenInvariant> broken_by_rulebook;  ///< what its own state breaks
  std::vector<BrokenInvariant> broken_by_system;    ///< what is observed breaks, and the rulebook does not
};

struct Judgement {
  Verdict verdict = Verdict::pass;
  Failure failure = Failure::none;
  std::vector<Difference> differences;
  std::vector<std::string> not_observed;
  bool operator==(const Judgement&) const = default;
};

/// Soft expectations that do not hold: what is not as predicted, or not as observed. They decide nothing.
[[nodiscard]] std::vector<Difference> notes_of(const Readings& readings, std::span<const Expectation> soft,
                                               const Spot& step);

/// `step` says where differences without an expectation of their own are shown.
[[nodiscard]] Judgement judge(const Readings& readings, std::span<const Expectation> expect,
                              const Spot& step);

}  // namespace karimen::harness
