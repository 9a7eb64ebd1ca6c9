// Accidents: what comes of a fault. The rulebook knows refusals, not accidents: the author says what happens.
#pragma once

#include <set>
#include <string>

#include "harness/oracle/prediction/oracle.hpp"
#include "harness/runner/step/judge.hpp"
#include "harness/system/system.hpp"

namespace karimen::harness {

/// The accidents of one scenario, and what they leave open until a procedure mends it.
class Accidents {
 public:
  /// `vocabulary` must outlive the accidents.
  explicit Accidents(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  /// Whether the step went wrong in the way that its author expects.
  [[nodiscard]] static bool is_accident(const Step& step, const PerformResult& result);

  /// What the author says of the chip by a value: an accident may leave it otherwise than it was, in ways
  /// that only he can tell.
  [[nodiscard]] Facts known_chip_facts(const Step& step) const;

  /// What an accident breaks stays broken until a procedure mends it: no failure of anybody's.
  void suspend_invariants(Readings& readings, bool accident);

  /// What the author tells of the chip otherwise than by a value stays open until the procedure is done.
  void leave_open(const Step& step, const PerformResult& result, bool accident, Prediction& prediction);

  /// Of a faulted answer and of the chip after it, what he says is judged by what is observed alone.
  void forget_expected(const Step& step, bool accident, Readings& readings) const;

  /// Faults were ordered and none of them struck: the scenario does not show what it says.
  static void miss_faults(const Step& step, Judgement& judgement);

 private:
  [[nodiscard]] bool on_chip(const std::string& name) const;

  struct Open {
    std::string procedure, who;
    std::set<std::string> facts;
  };
  const Vocabulary& vocabulary_;
  Open open_;                        ///< facts of the chip after an accident, until its procedure is done
  std::set<std::string> suspended_;  ///< invariants that an accident broke
};

}  // namespace karimen::harness
