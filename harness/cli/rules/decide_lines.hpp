// Many answers of one decision: an object of facts a line, an object of answers a line.
#pragma once

#include "harness/cli/frame/command.hpp"
#include "harness/cli/frame/data.hpp"
#include "harness/oracle/rulebook/rulebook.hpp"

namespace karimen::harness::cli {

/// Of the file of --facts, or of standard input. Throws DiagnosticError at the line that is wrong.
[[nodiscard]] ExitCode decide_lines(const Rulebook& rulebook, const rules::Decision& decision,
                                    const DataFolders& folders, const Invocation& invocation,
                                    const Streams& streams);

}  // namespace karimen::harness::cli
