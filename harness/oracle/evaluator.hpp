// Answers formulas, cells and decisions over the facts of one person.
#pragma once

#include <bitset>
#include <cstdint>
#include <vector>

#include "harness/oracle/calendar.hpp"
#include "harness/oracle/program.hpp"

namespace karimen::harness::rules {

/// Assumptions that an answer rested on, by index. The loader refuses a rulebook with more.
inline constexpr std::size_t max_assumptions = 192;
using Reliance = std::bitset<max_assumptions>;

/// The stored facts of one person, by index into Program::facts. Derived facts have no stored value.
using Slots = std::vector<Slot>;

/// Evaluates with memory: a derived fact is computed once until `forget`.
class Evaluator {
 public:
  Evaluator(const Program& program, Symbols& symbols, const Calendar& calendar);

  /// The facts to look at; they must outlive the evaluations. Forgets.
  void look_at(const Slots& facts);
  /// The facts have changed.
  void forget() { ++generation_; }

  [[nodiscard]] Slot fact(int index, Reliance& reliance);
  [[nodiscard]] Slot evaluate(const Expression& expression, Reliance& reliance);

 private:
  struct Known {
    std::uint64_t generation = 0;
    Slot value;
    Reliance reliance;
  };
  [[nodiscard]] Slot node(const Expression& expression, std::int32_t index, Reliance& reliance);
  [[nodiscard]] Slot any_of(const Expression& expression, const ExpressionNode& node, bool decisive,
                            Reliance& reliance);
  [[nodiscard]] Slot apply(const ExpressionNode& node, const Slot* arguments);
  [[nodiscard]] Slot add(const ExpressionNode& node, Slot left, Slot right) const;
  [[nodiscard]] Slot shift_months(Slot date, Slot count, int sign) const;
  [[nodiscard]] Slot test_text(Op op, Slot text) const;
  [[nodiscard]] Slot unite(Slot left, Slot right);

  const Program& program_;
  Symbols& symbols_;
  const Calendar& calendar_;
  const Slots* facts_ = nullptr;
  std::vector<Known> known_;
  std::uint64_t generation_ = 1;
  std::int64_t march_1_;
};

}  // namespace karimen::harness::rules
