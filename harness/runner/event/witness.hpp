// For whoever measures what steps went through: the rules in full, where an event keeps those that fired.
#pragma once

#include <functional>
#include <span>

#include "harness/oracle/prediction/rule_trace.hpp"
#include "harness/runner/event/event.hpp"
#include "harness/system/system.hpp"

namespace karimen::harness {

/// A step that was judged. Nothing of it outlives the call.
struct StepTrace {
  const StepEvent& event;
  std::span<const RuleTrace> rules;
  std::span<const Exchange> exchanges;
};
using StepWitness = std::function<void(const StepTrace&)>;

}  // namespace karimen::harness
