// What the built-in system cannot set up.
#pragma once

#include <vector>

#include "harness/system/system.hpp"

namespace karimen::harness::builtin {

/// See System::refuses. Looks at the facts alone: cheap.
[[nodiscard]] std::vector<Refusal> refusals(const People& people);

}  // namespace karimen::harness::builtin
