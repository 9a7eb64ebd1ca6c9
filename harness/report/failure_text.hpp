// A step that did not pass, in words: for the terminal and, without colour, for JUnit.
#pragma once

#include <deque>
#include <string>

#include "harness/runner/event.hpp"

namespace karimen::harness::report {

/// The line with a caret, the readings side by side (aligned for East Asian width), the rules and
/// `exchanges`.
[[nodiscard]] std::string failure_text(const StepEvent& step, const std::deque<ApduEvent>& exchanges);

}  // namespace karimen::harness::report
