// A step that did not pass, in words: for the terminal and, without colour, for JUnit.
#pragma once

#include <string>

#include "harness/report/words/last_exchanges.hpp"
#include "harness/report/words/wording.hpp"

namespace karimen::harness::report {

/// The line with a caret, the readings side by side (aligned for East Asian width), the rules and
/// `exchanges`.
[[nodiscard]] std::string failure_text(const StepEvent& step, const LastExchanges& exchanges,
                                       const Wording& wording);

}  // namespace karimen::harness::report
