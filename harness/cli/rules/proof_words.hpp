// What was proved of the rulebook, in words.
#pragma once

#include <iosfwd>
#include <vector>

#include "harness/cli/frame/command.hpp"
#include "harness/cli/frame/data.hpp"
#include "harness/oracle/rulebook/rulebook.hpp"

namespace karimen::harness::cli {

/// Warnings about rows without which their table says the same; of which the solver gave up is told `out`.
[[nodiscard]] std::vector<Diagnostic> tell_subsumed(const Rulebook& rulebook, const Invocation& invocation,
                                                    std::ostream& out);

/// Proves that procedures keep invariants, and tells of each that is not proved which procedures break it,
/// with the shortest run (which goes to --out as a scenario), or are not decided.
void tell_invariants(const Rulebook& rulebook, const DataFolders& folders, const Invocation& invocation,
                     const Streams& streams);

}  // namespace karimen::harness::cli
