// What was proved of the rulebook, in words.
#pragma once

#include "harness/cli/frame/command.hpp"
#include "harness/cli/frame/data.hpp"
#include "harness/oracle/rulebook/rulebook.hpp"

namespace karimen::harness::cli {

/// Proves that procedures keep invariants, and tells of each that is not proved which procedures break it,
/// with the shortest run, or are not decided.
void tell_invariants(const Rulebook& rulebook, const DataFolders& folders, const Invocation& invocation,
                     const Streams& streams);

}  // namespace karimen::harness::cli
