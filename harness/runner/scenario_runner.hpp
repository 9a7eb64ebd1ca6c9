// Runs one scenario: the oracle predicts, the system acts, the runner observes and compares.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "harness/oracle/prediction/oracle.hpp"
#include "harness/runner/event.hpp"
#include "harness/scenario/facilities.hpp"
#include "harness/scenario/scenario.hpp"
#include "harness/system/system.hpp"

namespace karimen::harness {

/// What all scenarios of a run share.
struct RunContext {
  Rulebook rulebook;
  Calendar calendar;
  Facilities facilities;
  std::string seed = "karimen";
  Facts assumptions;         ///< go to the oracle and to the system; a scenario's own `assume` goes first
  Facts oracle_assumptions;  ///< go to the oracle alone, before everything else

  /// Those of one scenario for the system, and for the oracle.
  [[nodiscard]] Facts shared_by(const Scenario& scenario) const;
  [[nodiscard]] Facts assumed_by_oracle(const Scenario& scenario) const;
};

/// The names of a vocabulary's facts by how they are observed.
struct ObservedNames {
  explicit ObservedNames(const Rulebook& rulebook);
  std::vector<std::string> all;  ///< chip, paper and registry
  std::vector<std::string> chip;
  std::set<std::string> derived;  ///< facts with a formula
};

/// One per worker; not shared between threads.
class ScenarioRunner {
 public:
  explicit ScenarioRunner(const RunContext& context);

  /// The events of one scenario, ScenarioFinished last. Environment errors and exceptions end it in `error`;
  /// `system_broken` then says that the system must be made anew. With `*stop` it ends after the step under
  /// way and gives nothing.
  std::vector<Event> run(const Scenario& scenario, System& system, const std::atomic<bool>& stop,
                         bool& system_broken);

 private:
  class Run;
  const RunContext& context_;
  ObservedNames names_;
  Oracle oracle_;
  std::optional<Oracle> mirror_;  ///< derives facts from observed ones
};

}  // namespace karimen::harness
