// What the rulebook alone says of every step of a scenario, without any system.
#pragma once

#include <string>
#include <vector>

#include "harness/oracle/prediction/oracle.hpp"
#include "harness/runner/run_context.hpp"
#include "harness/scenario/scenario.hpp"

namespace karimen::harness {

/// One per worker; not shared between threads.
class Foreteller {
 public:
  explicit Foreteller(const RunContext& context)
      : context_(context), oracle_(context.rulebook, context.calendar) {}

  /// Rows are selected as on that moment (Oracle::law_of).
  void law_of(Moment moment) { oracle_.law_of(moment); }

  /// Whether predictions tell of rules; they do unless it is said.
  void trace_rules(bool on) { oracle_.trace_rules(on); }

  /// In the order of the steps. What a fault or a program does there is what its author says; what a step
  /// takes from earlier ones is what is predicted of them. It ends before a step that lacks such a value.
  [[nodiscard]] std::vector<Prediction> foretell(const Scenario& scenario);

 private:
  const RunContext& context_;
  Oracle oracle_;
};

/// The first of the author's expectations that a prediction does not meet: "outcome"; "": it meets all that
/// it decides.
[[nodiscard]] std::string unmet(const Prediction& prediction, const Step& step);

}  // namespace karimen::harness
