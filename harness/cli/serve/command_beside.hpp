// The command of `karimen serve -- COMMAND`: a test suite that ends with the service, and the service with
// it.
#pragma once

#include <atomic>
#include <map>
#include <string>
#include <vector>

namespace karimen::harness::cli {

/// Runs it with our standard streams and `environment` beside ours, until it ends; once `interrupted` it is
/// asked to, and killed with its children where we are. Its exit code, or 128 and the signal that ended it,
/// as shells have it. Throws DiagnosticError: there is no such program (bad command line).
[[nodiscard]] int run_beside(const std::vector<std::string>& command,
                             const std::map<std::string, std::string>& environment,
                             const std::atomic<bool>& interrupted);

}  // namespace karimen::harness::cli
