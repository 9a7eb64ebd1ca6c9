// Looking for the quotations of a rulebook in the documents that they are from.
#pragma once

#include <iosfwd>
#include <vector>

#include "harness/cli/frame/command.hpp"
#include "harness/oracle/rulebook/rulebook.hpp"

namespace karimen::harness::cli {

/// Looks in --sources, else in $KARIMEN_SOURCES; tells `out` in a line how many quotations were found and how
/// many could not be looked for. Returns what is wrong; throws DiagnosticError if there is no such folder.
[[nodiscard]] std::vector<Diagnostic> check_quotations(const Invocation& invocation, const Rulebook& rulebook,
                                                       std::ostream& out);

}  // namespace karimen::harness::cli
