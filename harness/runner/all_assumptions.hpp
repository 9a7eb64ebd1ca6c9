// `--all-assumptions`: every scenario again under each other value of each knob that its verdict rests on.
#pragma once

#include <atomic>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "harness/runner/run.hpp"

namespace karimen::harness {

/// The variant of a scenario under that value of that knob: file#id[case, A-10=erased].
[[nodiscard]] Scenario under_assumption(const Scenario& scenario, const std::string& id,
                                        const std::string& value);

/// Whether a name may be that of a variant of the scenario: it begins like one.
[[nodiscard]] bool may_have_variant(const Scenario& scenario, const std::set<std::string>& names);
/// Its variants that are called by one of the names.
[[nodiscard]] std::vector<Scenario> variants_called(const Scenario& scenario, const Rulebook& rulebook,
                                                    const std::set<std::string>& names);

/// The scenarios in their order, each followed by its variants, named file#id[case, A-10=erased]. Knobs whose
/// values cannot be listed are left as they are. What the author expects is said of the values that were
/// assumed: a variant keeps no expectations, so that it shows whether system and rulebook agree; scenarios
/// with faults, whose outcome nobody but their author tells, have none. Runs the scenarios once, silently, to
/// see what they rest on; with `stop` it ends early.
[[nodiscard]] std::vector<Scenario> under_all_assumptions(std::span<const Scenario> scenarios,
                                                          const RunContext& context,
                                                          const SystemFactory& factory,
                                                          const RunOptions& options,
                                                          const std::atomic<bool>& stop);

}  // namespace karimen::harness
