// Whether scenarios can be run at all, asked before the first step of any.
#pragma once

#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "harness/runner/scenario_runner.hpp"
#include "harness/scenario/problems.hpp"

namespace karimen::harness {

/// Asks about one scenario after another: an oracle is made once.
class Admission {
 public:
  /// Both must outlive it.
  Admission(const RunContext& context, const System& system);

  void ask(const Scenario& scenario);
  /// What stood in the way of those that were asked about since the last time, by the scenario's file.
  [[nodiscard]] std::map<std::string, Problems> take() { return std::exchange(problems_, {}); }

 private:
  void add(const Spot& spot, BilingualText what, std::string fix);
  void know_procedure(const Step& step);
  void contradiction(const BrokenInvariant& broken, const Scenario& scenario, const std::string& who);
  [[nodiscard]] std::string values(const BrokenInvariant& broken, const std::string& who);

  const RunContext& context_;
  const System& system_;
  Oracle oracle_;
  std::string file_;  ///< of the scenario that is asked about
  std::map<std::string, Problems> problems_;
};

/// What stands in the way, by the scenario's file, each at its line and column: what is given breaks an
/// invariant of the rulebook, the system cannot set it up, or it does not know a procedure.
[[nodiscard]] std::map<std::string, std::vector<Diagnostic>> objections(std::span<const Scenario> scenarios,
                                                                        const RunContext& context,
                                                                        const System& system);

}  // namespace karimen::harness
