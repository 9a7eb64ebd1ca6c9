// One row over one way to a card.
#pragma once

#include "tests/conformance/case.hpp"
#include "tests/conformance/stage.hpp"

namespace karimen::conformance {

/// Runs the row; where it names a file by short identifier or as current EF, the other form too. What went
/// wrong, or empty.
[[nodiscard]] std::string run_case(Way& way, const Case& row);

}  // namespace karimen::conformance
