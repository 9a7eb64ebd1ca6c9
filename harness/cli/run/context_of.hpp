// What all scenarios of a run share, as the command line says it: --assume, --seed, --timeout.
#pragma once

#include "harness/cli/frame/command.hpp"
#include "harness/cli/frame/data.hpp"
#include "harness/runner/run_context.hpp"

namespace karimen::harness::cli {

/// Throws DiagnosticError (bad command line) for knobs, values, times and a commit that are not there.
[[nodiscard]] RunContext context_of(const Invocation& invocation, const Rulebook& rulebook,
                                    const DataFolders& folders, Facilities facilities);

}  // namespace karimen::harness::cli
