// What one step of a scenario under the debugger did, taken apart from the event stream.
#pragma once

#include <span>
#include <vector>

#include "harness/runner/event/event.hpp"

namespace karimen::harness::cli {

struct StepRecord {
  std::vector<ApduEvent> exchanges;
  std::vector<PaperEvent> papers;
  StepEvent step;
};

/// The steps that are whole in `events`, in order.
[[nodiscard]] std::vector<StepRecord> step_records(std::span<const Event> events);

/// A fact before and after a step.
struct FactChange {
  std::string name;
  std::string before, after;
};
/// What a step changed of what is observed, or, where the system says nothing, predicted. `before`: the facts
/// before it; what they do not say has not changed. By name.
[[nodiscard]] std::vector<FactChange> changes_of(const StepRecord& record, const Facts& before);
/// Observed facts, and predicted ones where nothing is observed.
[[nodiscard]] Facts facts_after(const StepRecord& record);

}  // namespace karimen::harness::cli
