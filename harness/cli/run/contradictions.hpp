// Options of `karimen run` that cannot stand together.
#pragma once

#include "harness/cli/frame/command.hpp"

namespace karimen::harness::cli {

/// Throws DiagnosticError (bad command line) with every pair.
void refuse_contradictions(const Invocation& invocation);

}  // namespace karimen::harness::cli
