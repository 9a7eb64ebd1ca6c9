// A step of a scenario explained: both readings, every rule, what would flip it, what it rests on.
#pragma once

#include "harness/cli/explain/step_named.hpp"
#include "harness/cli/frame/command.hpp"

namespace karimen::harness::cli {

/// Runs the scenario up to the step. Throws DiagnosticError: it does not come so far.
void explain_step(const StepNamed& named, const Invocation& invocation, const DataFolders& folders,
                  const Streams& streams);

}  // namespace karimen::harness::cli
