// Which rules a step that did not pass is about.
#pragma once

#include "harness/runner/event/event.hpp"

namespace karimen::harness::report {

/// A part of the answer that nobody observes by itself: the fee of the lecture in what was charged.
[[nodiscard]] bool gives_a_part(const RuleEvent& rule, const StepEvent& step);

/// It fired, or would have said what was expected or observed instead.
[[nodiscard]] bool matters(const RuleEvent& rule, const StepEvent& step);

/// The readings differ in what this rule says.
[[nodiscard]] bool decides(const RuleEvent& rule, const StepEvent& step);

}  // namespace karimen::harness::report
