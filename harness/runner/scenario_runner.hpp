// Runs one scenario: the oracle predicts, the system acts, the runner observes and compares.
#pragma once

#include <atomic>
#include <vector>

#include "harness/oracle/prediction/oracle.hpp"
#include "harness/runner/event.hpp"
#include "harness/runner/observation.hpp"
#include "harness/runner/run_context.hpp"
#include "harness/scenario/scenario.hpp"
#include "harness/system/system.hpp"

namespace karimen::harness {

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
  Oracle oracle_;
  Observer observer_;
};

}  // namespace karimen::harness
