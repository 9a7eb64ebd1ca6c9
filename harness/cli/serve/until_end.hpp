// How long a service serves.
#pragma once

#include "harness/cli/frame/interrupt.hpp"

namespace karimen::harness::cli {

/// Until a signal or, where the caller's pipe is its life, the end of standard input.
void wait_for_end(const Interrupt& interrupt, bool or_end_of_input);

}  // namespace karimen::harness::cli
