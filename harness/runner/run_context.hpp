// What all scenarios of a run share.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "harness/oracle/prediction/oracle.hpp"
#include "harness/scenario/given/facilities.hpp"
#include "harness/scenario/scenario.hpp"

namespace karimen::harness {

struct RunContext {
  Rulebook rulebook;
  Calendar calendar;
  Facilities facilities;
  std::string seed = "karimen";
  Facts assumptions;         ///< go to the oracle and to the system; a scenario's own `assume` goes first
  Facts oracle_assumptions;  ///< go to the oracle alone, before everything else
  std::optional<std::chrono::milliseconds> time_limit = {};  ///< of each scenario

  /// Those of one scenario for the system, and for the oracle.
  [[nodiscard]] Facts shared_by(const Scenario& scenario) const;
  [[nodiscard]] Facts assumed_by_oracle(const Scenario& scenario) const;
  /// A step as the oracle is asked about it, with the facility that its input names.
  [[nodiscard]] StepRequest request_of(const Step& step) const;
};

}  // namespace karimen::harness
