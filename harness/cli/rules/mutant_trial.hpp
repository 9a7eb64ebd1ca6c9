// Whether a rulebook that is wrong in one place is noticed: by a scenario that is then predicted otherwise,
// or by the checks and proofs of `karimen rules check`.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "harness/oracle/rulebook/rule_mutants.hpp"
#include "harness/runner/step/foreteller.hpp"

namespace karimen::harness::cli {

struct MutantVerdict {
  enum class By {
    catalogue,  ///< a scenario is predicted otherwise
    knob,       ///< one is under another value of an assumption
    proof,      ///< the rulebook is refused, warned of, or an invariant is not proved any more
    nobody
  };
  By by = By::nobody;
  std::string how;  ///< the scenario, with the knob; what is refused, or the invariant
};

class MutantTrial {
 public:
  /// All must outlive it. Predicts every scenario once.
  MutantTrial(const std::vector<yaml::Node>& documents, const RunContext& context,
              const std::vector<Scenario>& scenarios);

  /// By catalogue, knobs and checks. Thread-safe.
  [[nodiscard]] MutantVerdict judge(const RuleMutant& mutant) const;
  /// By the solver; nullopt: it notices nothing, or there is none. Thread-safe, and
  /// on all cores by itself.
  [[nodiscard]] std::optional<MutantVerdict> prove(const RuleMutant& mutant) const;

 private:
  /// What one scenario shows of the rulebook as it is.
  struct Shown {
    std::vector<std::size_t> steps;  ///< a number for all that is predicted of each
    std::set<std::string> decisions, procedures, fired;
  };

  [[nodiscard]] Rulebook mutated(const RuleMutant& mutant) const;
  [[nodiscard]] std::vector<std::size_t> candidates(const RuleMutant& mutant) const;
  [[nodiscard]] std::optional<std::string> knob_that_tells(const RuleMutant& mutant, const RunContext& other,
                                                           const std::vector<std::size_t>& candidates) const;

  const std::vector<yaml::Node>& documents_;
  const RunContext& context_;
  const std::vector<Scenario>& scenarios_;
  std::vector<Shown> shown_;
  std::set<std::string> warnings_;  ///< of the rulebook as it is
};

}  // namespace karimen::harness::cli
