// Whether procedures keep invariants, whatever the facts are.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "harness/oracle/formula/calendar.hpp"
#include "harness/oracle/proof/one_step_run.hpp"
#include "harness/oracle/proof/solver.hpp"
#include "harness/oracle/rulebook/rulebook.hpp"

namespace karimen::harness {

struct InvariantProof {
  std::string name;
  Position where;
  std::size_t kept = 0;                ///< procedures that keep it: proved
  std::vector<std::string> given_up;   ///< procedures about which the solver gave up
  std::vector<std::string> unreached;  ///< those that would break it in a state of which no run is known
  std::vector<std::string> breaking;   ///< procedures that break it, each by a run that was predicted
  std::optional<OneStepRun> run;       ///< of the first of them; none is shorter
};

/// In the order of the rulebook. Empty where there is no solver (libz3). Each question to it ends after
/// `limit`. Proved: over all facts of the typed domain in which every invariant holds, all inputs, any later
/// moment, and whatever a calendar says of months, ages and business days.
[[nodiscard]] std::vector<InvariantProof> prove_invariants(const Rulebook& rulebook, const Calendar& calendar,
                                                           const ThingsNamed& named,
                                                           const rules::SolverLimit& limit);

/// The first invariant that a procedure is proved to keep under `before` and not under `after`; nullopt:
/// none, or there is no solver. Both have the same invariants. Of procedures about which both would ask the
/// same, nothing is asked.
[[nodiscard]] std::optional<std::string> no_longer_kept(const Rulebook& before, const Rulebook& after,
                                                        const Calendar& calendar, const ThingsNamed& named,
                                                        const rules::SolverLimit& limit);

}  // namespace karimen::harness
