// The readings of a step: what the system shows, beside what the rulebook predicts and what follows from
// both.
#pragma once

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "harness/runner/run_context.hpp"
#include "harness/runner/step/accident.hpp"
#include "harness/runner/step/judge.hpp"
#include "harness/system/system.hpp"

namespace karimen::harness {

/// The names of a vocabulary's facts by how they are observed.
struct ObservedNames {
  explicit ObservedNames(const Rulebook& rulebook);
  std::vector<std::string> all;   ///< chip, paper and registry, by name: the order in which Facts has them
  std::vector<std::string> chip;  ///< likewise
  std::set<std::string> derived;  ///< facts with a formula
};

/// What the observations of a worker's scenarios share. Not shared between threads.
class Observer {
 public:
  /// `context` must outlive it.
  explicit Observer(const RunContext& context) : context_(context), names_(context.rulebook) {}

  [[nodiscard]] const ObservedNames& names() const { return names_; }
  /// A fact of the vocabulary without a formula.
  [[nodiscard]] bool is_primary(const std::string& name) const;
  /// All facts of the one who does `step`, by the rulebook's formulas, if `primaries` are his.
  [[nodiscard]] Facts derived(const Scenario& scenario, const Step& step, Facts primaries);

 private:
  const RunContext& context_;
  ObservedNames names_;
  std::optional<Oracle> mirror_;  ///< derives facts from observed ones
};

/// The steps of one scenario, one after the other.
class Observation {
 public:
  /// All must outlive it.
  Observation(Observer& observer, Oracle& oracle, const Scenario& scenario, System& system)
      : observer_(observer),
        oracle_(oracle),
        scenario_(scenario),
        system_(system),
        captures_(
            std::ranges::any_of(scenario.steps, [](const auto& each) { return !each.captures.empty(); })) {}

  /// Of the step that the oracle and the system did last; takes the facts out of `prediction`.
  [[nodiscard]] Readings readings(const Step& step, Prediction& prediction, const PerformResult& result,
                                  const Accidents& accidents, bool accident);
  /// What the fork says and what the reader says must agree (architecture.md 5): where they do not, or
  /// nothing.
  [[nodiscard]] std::optional<std::string> disagreement_of_reader();

 private:
  void add_broken(const Step& step, const Facts& before, Readings& readings);
  void add_known(const Step& step, Readings& readings) const;
  void derive_expected(const Step& step, Readings& readings);

  Observer& observer_;
  Oracle& oracle_;
  const Scenario& scenario_;
  System& system_;
  const bool captures_;  ///< a step takes over what an earlier one left
  Facts last_;           ///< observed in the last step
  std::string last_who_ = "holder";
};

}  // namespace karimen::harness
