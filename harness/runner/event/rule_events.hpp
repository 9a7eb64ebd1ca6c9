// The rules of a prediction, as events.
#pragma once

#include <span>
#include <vector>

#include "harness/oracle/prediction/rule_trace.hpp"
#include "harness/oracle/rulebook/rulebook.hpp"
#include "harness/runner/event/event.hpp"

namespace karimen::harness {

/// The rules that fired; `in_full` also those that did not, each with its explanation.
[[nodiscard]] std::vector<RuleEvent> rule_events(std::span<const RuleTrace> rules, const Rulebook& rulebook,
                                                 bool in_full);

}  // namespace karimen::harness
