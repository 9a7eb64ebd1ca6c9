// `why FACT` of a fact that no step has changed.
#pragma once

#include <span>
#include <string>

#include "harness/cli/debug/step_record.hpp"
#include "harness/cli/debug/views.hpp"
#include "harness/oracle/rulebook/rulebook.hpp"
#include "harness/scenario/scenario.hpp"

namespace karimen::harness::cli {

/// Lines: whose word it is from the start (the scenario's, the persona's, the default), and of the last step
/// that could have set it by what it does so, with the rules that speak of the fact and of these, fired or
/// not. `fact` is one of the vocabulary; all but it must outlive the call.
[[nodiscard]] std::string why_unchanged(const std::string& fact, const Scenario& scenario,
                                        const Rulebook& rulebook, std::span<const StepRecord> records,
                                        const StepViews& views, Language language);

}  // namespace karimen::harness::cli
