// The systems under test of a run: one per worker, each with a slot of its own.
#pragma once

#include <string>

#include "harness/cli/frame/data.hpp"
#include "harness/runner/run.hpp"

namespace karimen::harness::cli {

/// `transport`: "direct" or "pcsc" (a private pcscd with `readers` readers, which lives as long as the
/// factory). Throws DiagnosticError: bad command line, or environment.
[[nodiscard]] SystemFactory builtin_factory(const std::string& transport, unsigned readers,
                                            const DataFolders& folders);

}  // namespace karimen::harness::cli
