// The event stream as reports, traces and histories may show it: see harness/trace/mask.hpp. Besides what
// passes between reader and card it masks the facts that are secrets, in steps and in the lines of scenarios
// that are quoted, and individual numbers in every text.
#pragma once

#include "harness/runner/event/event.hpp"
#include "harness/trace/mask.hpp"

namespace karimen::harness::report {

/// Takes the events in their order. The run's digest is made before, of what really happened.
class EventMasker {
 public:
  [[nodiscard]] Event masked(Event event);

 private:
  void mask(RunStarted& event);
  void mask(ApduEvent& event);
  void mask(PaperEvent& event);
  void mask(StepEvent& event);
  void mask(ScenarioFinished& event);
  void mask(RunFinished&) {}

  trace::Masker masker_;
};

/// Whether a fact or an input of that name is a PIN or a password.
[[nodiscard]] bool is_secret(std::string_view name);

/// A line of a scenario: `password: KARIMEN2025` becomes `password: ***********`; references ($...) and words
/// that name a PIN stay. Individual numbers go, too.
[[nodiscard]] std::string masked_line(std::string line);

}  // namespace karimen::harness::report
