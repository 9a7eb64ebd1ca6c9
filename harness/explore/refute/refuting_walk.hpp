// A run that breaks an invariant (harness/oracle/proof), as a scenario that anybody can run.
#pragma once

#include <optional>
#include <string>

#include "harness/explore/walk/walk.hpp"
#include "harness/oracle/proof/invariant_proof.hpp"
#include "harness/runner/run_context.hpp"
#include "harness/scenario/lexicon.hpp"

namespace karimen::harness::explore {

/// Of the first persona with whom the oracle predicts that the run breaks `invariant`, with nothing in it
/// that it does not need. nullopt: a scenario cannot be given so.
[[nodiscard]] std::optional<Walk> refuting_walk(const BreakingRun& run, const std::string& invariant,
                                                const Lexicon& lexicon, const RunContext& context);

}  // namespace karimen::harness::explore
