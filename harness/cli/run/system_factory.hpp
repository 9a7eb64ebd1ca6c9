// The systems under test of a run: one per worker, each with a slot of its own.
#pragma once

#include <string>

#include "harness/cli/frame/data.hpp"
#include "harness/runner/run.hpp"

namespace karimen::harness::cli {

/// Throws DiagnosticError with everything that keeps the scenarios from being run on the built-in system
/// (`objections`).
void admit(std::span<const Scenario> scenarios, const RunContext& context, const DataFolders& folders);

/// `transport`: "direct" or "pcsc" (a private pcscd with `readers` readers, which lives as long as the
/// factory). Throws DiagnosticError: bad command line, or environment.
[[nodiscard]] SystemFactory builtin_factory(const std::string& transport, unsigned readers,
                                            const DataFolders& folders);

}  // namespace karimen::harness::cli
