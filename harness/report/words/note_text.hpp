// The soft expectations of a step that do not hold, in words.
#pragma once

#include "harness/report/words/wording.hpp"

namespace karimen::harness::report {

/// A line each: where it stands, the step, and the readings. Empty: all of them hold.
[[nodiscard]] std::string note_text(const StepEvent& step, const Wording& wording);

}  // namespace karimen::harness::report
