// karimen run --sweep, and the scenarios that say `tear: sweep`: power cut at every write point.
#pragma once

#include "harness/cli/frame/command.hpp"
#include "harness/cli/frame/data.hpp"
#include "harness/cli/frame/interrupt.hpp"
#include "harness/explore/tear_sweep.hpp"

namespace karimen::harness::cli {

/// Of a sweep alone: what --reporter FILE held before goes, whatever becomes of the sweep. Throws
/// DiagnosticError (bad command line).
void prepare_sweep(const Invocation& invocation);

/// Sweeps them directly, whatever the transport, and reports: a table, or with --reporter ndjson one object a
/// line. Says what it is doing to who asks. `verdict_failed` if a write point did not survive.
ExitCode sweep_scenarios(std::span<const Scenario> scenarios, const RunContext& context,
                         const DataFolders& folders, const Invocation& invocation, const Streams& streams,
                         Interrupt& interrupt);

}  // namespace karimen::harness::cli
