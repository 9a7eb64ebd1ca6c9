// Rows without which their table says the same, whatever the facts are.
#pragma once

#include <string>
#include <vector>

#include "harness/oracle/proof/solver.hpp"
#include "harness/oracle/rulebook/rulebook.hpp"

namespace karimen::harness {

struct SubsumedRow {
  const rules::Decision* decision = nullptr;
  const rules::Rule* rule = nullptr;
  std::vector<std::string> by;  ///< the rows that say it in its place
};

struct SubsumedRows {
  std::vector<SubsumedRow> rows;      ///< in the order of the rulebook; not those that say so (Rule::repeats)
  std::vector<SubsumedRow> needed;    ///< rows that say so and are not: `by` is what they say
  std::vector<std::string> given_up;  ///< rows of which the solver does not know it
};

/// Proved over all facts of the typed domain: left out, with what it overrides, a row changes no output, and
/// leaves no answer open that is not. Rows that never apply, and those of a collecting table that add
/// nothing, are not meant: the first `check` tells, the second only state a sentence. Nothing where there is
/// no solver.
[[nodiscard]] SubsumedRows find_subsumed(const Rulebook& rulebook, const rules::SolverLimit& limit);

}  // namespace karimen::harness
