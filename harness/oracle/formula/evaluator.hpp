// Answers formulas, cells and decisions over the facts of one person.
#pragma once

#include <bitset>
#include <cstdint>
#include <vector>

#include "harness/oracle/formula/calendar.hpp"
#include "harness/oracle/rulebook/program.hpp"

namespace karimen::harness::rules {

/// Assumptions that an answer rested on, by index. The loader refuses a rulebook with more.
inline constexpr std::size_t max_assumptions = 128;
using Reliance = std::bitset<max_assumptions>;

/// The stored facts of one person, by index into Program::facts. Derived facts have no stored value.
using FactData = std::vector<Datum>;

/// Evaluates with memory: a derived fact is computed once until `forget`.
class Evaluator {
 public:
  Evaluator(const Program& program, Symbols& symbols, const Calendar& calendar);

  /// The facts to look at; they must outlive the evaluations. Forgets.
  void look_at(const FactData& facts);
  /// As `look_at`; what it looked at last has not changed since, and is not forgotten.
  void look_again_at(const FactData& facts) {
    if (facts_ != &facts) look_at(facts);
  }
  /// Whatever it looked at is no more.
  void look_at_nothing() {
    facts_ = nullptr;
    forget();
  }
  /// The facts have changed.
  void forget() { ++generation_; }

  [[nodiscard]] Datum fact(int index, Reliance& reliance) {
    const auto kind = kinds_[static_cast<std::size_t>(index)];
    if (kind.derived) return derived(static_cast<std::size_t>(index), reliance);
    if (kind.assumption >= 0) reliance.set(static_cast<std::size_t>(kind.assumption));
    return (*facts_)[static_cast<std::size_t>(index)];
  }
  [[nodiscard]] Datum evaluate(const Expression& expression, Reliance& reliance) {
    return run(expression, expression.code.front(), reliance);
  }
  [[nodiscard]] Datum test(const Cell& cell, Reliance& reliance) {
    const auto& among = cell.alternatives;
    if (among.values.empty()) return evaluate(cell.test, reliance);
    const auto value = fact(cell.fact, reliance);
    if (value.tag == Tag::undecided) return value;
    bool found = false;
    for (const auto& each : among.values) found = found || each == value;
    return boolean(found != among.excluded);
  }
  /// Of a part of it: that node, with what hangs on it.
  [[nodiscard]] Datum evaluate_node(const Expression& expression, std::int32_t index, Reliance& reliance) {
    const auto place = expression.places[static_cast<std::size_t>(index)];
    return run(expression, expression.code[static_cast<std::size_t>(place)], reliance);
  }

 private:
  using Step = Instruction::Step;
  static constexpr auto last_leaf = Step::is_not;
  struct Known {
    std::uint64_t generation = 0;
    Datum value;
    Reliance reliance;
  };
  /// What is asked of a fact at every turn, close together.
  struct Kind {
    bool derived;
    std::int16_t assumption;  ///< -1: none
  };
  [[nodiscard]] Datum derived(std::size_t index, Reliance& reliance);
  [[nodiscard]] Datum leaf(const Instruction& own, Reliance& reliance);
  [[nodiscard]] Datum run(const Expression& expression, const Instruction& own, Reliance& reliance);
  [[nodiscard]] Datum any_of(const Expression& expression, const Instruction& own, bool decisive,
                             Reliance& reliance);
  [[nodiscard]] Datum apply(const ExpressionNode& node, const Datum* arguments);
  [[nodiscard]] Datum calculate(const ExpressionNode& node, Datum left, Datum right);
  [[nodiscard]] Datum shift_months(const ExpressionNode& node, Datum date, Datum count, int sign);
  /// Undecided, for `reason`, at the place of the calculation.
  [[nodiscard]] Datum beyond(const ExpressionNode& node, const char* reason);
  [[nodiscard]] LeapBirthday leap_birthday(const ExpressionNode& own, const Datum* arguments) const;
  Datum birthday(const ExpressionNode& node, Datum born, Datum count, LeapBirthday leap);
  [[nodiscard]] Datum test_text(Op op, Datum text) const;
  [[nodiscard]] Datum unite(Datum left, Datum right);

  const Program& program_;
  Symbols& symbols_;
  const Calendar& calendar_;
  const FactData* facts_ = nullptr;
  std::vector<Kind> kinds_;
  std::vector<Known> known_;
  std::uint64_t generation_ = 1;
  std::int64_t march_1_;
};

}  // namespace karimen::harness::rules
