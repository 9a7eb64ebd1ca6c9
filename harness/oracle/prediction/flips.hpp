// The smallest change of facts after which something is answered otherwise, found by applying it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "harness/oracle/prediction/candidates.hpp"
#include "harness/oracle/prediction/invariants.hpp"

namespace karimen::harness::rules {

class FlipSearch {
 public:
  /// All must outlive it. The evaluator looks at `facts`, which come back as they were.
  FlipSearch(const Program& program, Symbols& symbols, Evaluator& evaluator, FactData& facts)
      : program_(program),
        symbols_(symbols),
        evaluator_(evaluator),
        facts_(facts),
        invariants_(program, evaluator) {}

  /// Breadth-first by the number of variables that are otherwise; the first number with a flip is the last.
  /// `flipped` is asked while the evaluator looks at the changed facts. What breaks an invariant that holds
  /// now is no change that can be.
  [[nodiscard]] Flips run(const std::vector<Variable>& variables, const std::function<bool()>& flipped,
                          const FlipLimits& limits);

 private:
  bool combine(std::size_t first, std::size_t more);
  bool try_values(std::size_t index);
  bool try_now();
  void keep();
  void apply(const Variable::Alternative& alternative);

  const Program& program_;
  Symbols& symbols_;
  Evaluator& evaluator_;
  FactData& facts_;
  Invariants invariants_;
  std::vector<bool> broken_;  ///< before anything was changed
  const std::vector<Variable>* variables_ = nullptr;
  const std::function<bool()>* flipped_ = nullptr;
  FlipLimits limits_;
  Flips flips_;
  FactData original_;
  std::vector<std::size_t> chosen_;                         ///< variables
  std::vector<const Variable::Alternative*> alternatives_;  ///< of them
};

}  // namespace karimen::harness::rules
