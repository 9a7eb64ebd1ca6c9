// A command line that cannot be understood: the reports that it names are not left as they were yesterday.
#pragma once

#include <span>
#include <string>

#include "harness/cli/frame/command.hpp"

namespace karimen::harness::cli {

/// Writes into every report that --reporter names that the run ended with `error`. Nothing where the command
/// makes no reports; a report that cannot be written is passed over: there is something graver to tell.
void abandon_reports(std::span<const std::string> arguments, const DiagnosticError& error, Language language,
                     const Streams& streams);

}  // namespace karimen::harness::cli
