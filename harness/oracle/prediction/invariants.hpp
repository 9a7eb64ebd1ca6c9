// Which invariants hold over the facts of a person. They are many and little changes from one question to the
// next: only those are asked again that read a fact which has another value.
#pragma once

#include <vector>

#include "harness/oracle/formula/evaluator.hpp"
#include "harness/oracle/prediction/oracle.hpp"
#include "harness/oracle/rulebook/program.hpp"

namespace karimen::harness::rules {

class Invariants {
 public:
  /// Both must outlive it.
  Invariants(const Program& program, Evaluator& evaluator);

  /// By index into Program::invariants: whether it is broken over `facts`, at which the evaluator must be
  /// looking. What is undecided breaks nothing. The answer stands until the next question.
  [[nodiscard]] const std::vector<bool>& broken_over(const FactData& facts);
  /// Those that are, with what they read.
  [[nodiscard]] std::vector<BrokenInvariant> broken(const FactData& facts, const Symbols& symbols);

 private:
  [[nodiscard]] BrokenInvariant told(const Invariant& invariant, const Symbols& symbols);
  void note_reader(std::size_t invariant, const Expression& expression);
  void ask(std::size_t invariant);

  const Program& program_;
  Evaluator& evaluator_;
  std::vector<std::vector<std::size_t>>
      readers_;          ///< of each fact: those that read it, through derived ones too
  FactData asked_over_;  ///< empty: never
  std::vector<bool> broken_;
  std::vector<bool> asked_;  ///< in the question under way
};

}  // namespace karimen::harness::rules
