// What a run amounts to, counted from its events: while it goes on, or later from the stream.
#pragma once

#include <set>
#include <string>

#include "base/diagnostic.hpp"
#include "harness/runner/event/event.hpp"

namespace karimen::harness {

struct RunSummary {
  Counts counts;
  std::string digest;
  bool internal = false;
  bool unread = false;
  bool environment = false;
  bool interrupted = false;

  /// The exit code by the precedence of architecture.md 9. Where everything was skipped nothing was selected.
  [[nodiscard]] ExitCode exit_code() const;
};

class Tally {
 public:
  void take(const StepEvent& step);
  void take(const ScenarioFinished& finished);
  /// Any event; others than these two are ignored.
  void take(const Event& event);
  [[nodiscard]] RunSummary& summary() { return summary_; }

 private:
  RunSummary summary_;
  std::set<std::string> knobs_;  ///< of the scenario under way
};

}  // namespace karimen::harness
