// Runs one scenario: the oracle predicts, the system acts, the runner observes and compares.
#pragma once

#include <atomic>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "harness/oracle/prediction/oracle.hpp"
#include "harness/runner/event/event.hpp"
#include "harness/runner/event/witness.hpp"
#include "harness/runner/run_context.hpp"
#include "harness/runner/step/observation.hpp"
#include "harness/scenario/scenario.hpp"
#include "harness/system/system.hpp"

namespace karimen::harness {

/// A moment between two steps, or after the last one.
struct Stop {
  std::span<const Event> events;  ///< so far
  bool over = false;              ///< no step follows
  std::string_view why;           ///< over before its end: what broke; else ""
};
/// Whether the scenario goes on; false: it ends here and gives nothing.
using StopHook = std::function<bool(const Stop&)>;

/// A step begins: how its scenario is called in this run, and its own id.
using StepBegins = std::function<void(const std::string& scenario, const std::string& step)>;

/// One per worker; not shared between threads.
class ScenarioRunner {
 public:
  explicit ScenarioRunner(const RunContext& context);

  /// Asked before each step and at the end, while the system stands still. Rules and causes are then told in
  /// full, of steps that pass, too.
  void stop_at(StopHook hook) { hook_ = std::move(hook); }
  /// Told of each step before anything is done in it.
  void follows(StepBegins begins) { begins_ = std::move(begins); }
  /// Told of each step that was judged, before its event goes on.
  void watched_by(StepWitness witness) { witness_ = std::move(witness); }

  /// At a stop: as it is before the next step.
  [[nodiscard]] Oracle& oracle() { return oracle_; }

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
  StopHook hook_;
  StepWitness witness_;
  StepBegins begins_;
};

}  // namespace karimen::harness
