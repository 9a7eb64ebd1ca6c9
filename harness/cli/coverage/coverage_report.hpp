// Coverage for people: a line a kind, and the holes with the steps that come nearest.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "harness/cli/frame/command.hpp"
#include "harness/coverage/goal.hpp"

namespace karimen::harness::cli {

struct CoverageView {
  std::vector<std::string> names = {};  ///< only goals whose rule, table, procedure or detail contains one
  std::size_t most_holes = 20;          ///< 0: all
};

/// The goals that the view shows.
[[nodiscard]] coverage::Coverage seen_in(const coverage::Coverage& coverage, const CoverageView& view);

void print_coverage(const coverage::Coverage& coverage, const CoverageView& view, Language language,
                    std::ostream& out);

/// --min-coverage: `gate_missed`, and a line, where less of it was reached. Throws DiagnosticError (bad
/// command line) for what is no percentage.
[[nodiscard]] ExitCode coverage_gate(const coverage::Coverage& coverage, const Invocation& invocation,
                                     std::ostream& err);
/// Throws as coverage_gate, before anything is run.
void check_coverage_gate(const Invocation& invocation);

}  // namespace karimen::harness::cli
