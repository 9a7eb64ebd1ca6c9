// --coverage[=FILE] and --min-coverage of a run.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "harness/cli/frame/command.hpp"
#include "harness/coverage/witness.hpp"
#include "harness/oracle/prediction/oracle.hpp"

namespace karimen::harness::cli {

/// What the chip's clauses are called, in the order of their numbers.
[[nodiscard]] std::vector<std::string> chip_clauses();

class RunCoverage {
 public:
  /// Throws DiagnosticError (bad command line).
  explicit RunCoverage(const Invocation& invocation);

  /// Whom steps are told; empty where nobody asked. `rulebook` must outlive it.
  [[nodiscard]] StepWitness witness(const Rulebook& rulebook);
  /// Once everything has run: prints, writes, and says whether enough was reached. `digest`: of the
  /// rulebook. `facilities`: where procedures can be performed. Throws DiagnosticError if the file cannot be
  /// written.
  [[nodiscard]] ExitCode finish(const std::string& digest, std::span<const Facility> facilities,
                                const Streams& streams);

 private:
  const Invocation& invocation_;
  const Rulebook* rulebook_ = nullptr;
  std::optional<coverage::Witness> witness_;
};

}  // namespace karimen::harness::cli
