// Whether a scenario has to do with what changed in the rulebook.
#pragma once

#include "harness/oracle/prediction/oracle.hpp"
#include "harness/oracle/rulebook/changes.hpp"
#include "harness/runner/run_context.hpp"

namespace karimen::harness {

/// Asks about one scenario after another: the oracle predicts its steps, and what it asked on the way is
/// compared. No system takes part, so after an accident what it asks may be something else.
class Touch {
 public:
  /// `context`, which has the rulebook of now, must outlive it.
  Touch(const RunContext& context, RulebookChanges changes);

  /// A row that changed was asked or reached, as was a decision whose rows came, went or changed places; a
  /// procedure that changed is performed; a verdict rests on an assumption that changed; or something changed
  /// that any step may rest on.
  [[nodiscard]] bool by(const Scenario& scenario);

 private:
  [[nodiscard]] bool is_in(const Prediction& prediction) const;

  const RunContext& context_;
  RulebookChanges changes_;
  Oracle oracle_;
};

}  // namespace karimen::harness
