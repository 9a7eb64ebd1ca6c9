// A run that a solver thought of (harness/oracle/proof), as a scenario that anybody can run.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "harness/explore/walk/walk.hpp"
#include "harness/oracle/proof/one_step_run.hpp"
#include "harness/runner/run_context.hpp"
#include "harness/scenario/lexicon.hpp"

namespace karimen::harness::explore {

/// Of the first persona with whom `holds` is true, on an ordinary day and with her own dates if it can be,
/// with nothing in it that it does not need. nullopt: a scenario cannot be given so.
[[nodiscard]] std::optional<Walk> solved_walk(const OneStepRun& run, const Lexicon& lexicon,
                                              const std::function<bool(const Walk&)>& holds);

/// The same where the oracle predicts that the run breaks `invariant`.
[[nodiscard]] std::optional<Walk> refuting_walk(const OneStepRun& run, const std::string& invariant,
                                                const Lexicon& lexicon, const RunContext& context);

}  // namespace karimen::harness::explore
