// Whether scenarios can be run at all, asked before the first step of any.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "harness/runner/scenario_runner.hpp"

namespace karimen::harness {

/// Asks about one scenario after another: an oracle is made once.
class Admission {
 public:
  /// Both must outlive it.
  Admission(const RunContext& context, const System& system);
  ~Admission();

  /// Nothing stands in the way of this scenario.
  [[nodiscard]] bool admits(const Scenario& scenario);

 private:
  class Questions;
  friend std::map<std::string, std::vector<Diagnostic>> objections(std::span<const Scenario>, const RunContext&,
                                                                   const System&);
  std::unique_ptr<Questions> questions_;
};

/// What stands in the way, by the scenario's file, each at its line and column: what is given breaks an
/// invariant of the rulebook, the system cannot set it up, or it does not know a procedure.
[[nodiscard]] std::map<std::string, std::vector<Diagnostic>> objections(std::span<const Scenario> scenarios,
                                                                        const RunContext& context,
                                                                        const System& system);

}  // namespace karimen::harness
