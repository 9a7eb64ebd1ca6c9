// --resume RUN: a run that was killed or interrupted goes on where it ended.
#pragma once

#include "harness/cli/run/history/run_history.hpp"

namespace karimen::harness::cli {

/// The command line with what the run was under (seed, transport, assumptions) where it says nothing itself,
/// and with its rounds. Throws DiagnosticError: there is no such run, or it has come to its end (which is
/// written, where a kill was between that and the last result).
[[nodiscard]] Invocation as_resumed(const Invocation& invocation);

/// After it: all results of the run, those from before, too. The exit code of the whole.
[[nodiscard]] ExitCode tell_whole_run(RunHistory& history, const Streams& streams, Language language);

}  // namespace karimen::harness::cli
