// Pairs of MC/DC that no step can show, whatever the facts are: proved, so that they need not be looked for.
#pragma once

#include <span>
#include <vector>

#include "harness/coverage/goal.hpp"
#include "harness/oracle/prediction/oracle.hpp"
#include "harness/oracle/proof/one_step_run.hpp"
#include "harness/oracle/proof/solver.hpp"

namespace karimen::harness::coverage {

/// Marks conditions that cannot fail alone (Reached::never) in any step of any procedure that asks their
/// table: over all facts of the typed domain in which the invariants hold, all inputs and moments. Asked are
/// those not seen to, of rules that were seen to apply. Without a solver, or where it gives up, none is.
void mark_impossible(Coverage& coverage, const Rulebook& rulebook, std::span<const Facility> facilities,
                     const rules::SolverLimit& limit = {});

/// As that, of one condition of one rule.
[[nodiscard]] Never impossible(const rules::Decision& decision, const rules::Rule& rule,
                               std::size_t condition, const Rulebook& rulebook,
                               std::span<const Facility> facilities);

/// Where that is not proved: a run of each procedure that asks the table in which, as the solver thinks, the
/// condition fails alone; on an ordinary day before any other. A calendar, and what a scenario can give, may
/// say otherwise.
[[nodiscard]] std::vector<OneStepRun> thought_of(const rules::Decision& decision, const rules::Rule& rule,
                                                 std::size_t condition, const Rulebook& rulebook,
                                                 const ThingsNamed& named);

}  // namespace karimen::harness::coverage
