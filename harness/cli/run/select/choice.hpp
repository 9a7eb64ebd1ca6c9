// Which scenarios a run is about: paths, -k, -t, --shard, --failed, --changed.
#pragma once

#include "harness/cli/frame/command.hpp"
#include "harness/cli/frame/data.hpp"
#include "harness/cli/run/history/run_history.hpp"
#include "harness/runner/run_context.hpp"
#include "harness/scenario/selection/selection.hpp"

namespace karimen::harness::cli {

/// Of `selection` what else the command line asks for. Whatever selects must hold; --shard divides what is
/// left. Throws DiagnosticError: nothing is selected and nothing is wrong, unless --allow-empty.
[[nodiscard]] ReadFiles choose_scenarios(Selection selection, const Invocation& invocation,
                                         const DataFolders& folders, const Lexicon& lexicon,
                                         const RunContext& context, RunHistory& history,
                                         const Streams& streams);

}  // namespace karimen::harness::cli
