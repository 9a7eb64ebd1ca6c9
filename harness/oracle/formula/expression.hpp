// A compiled formula: a flat tree of operations over data.
#pragma once

#include <cstdint>
#include <vector>

#include "harness/oracle/formula/datum.hpp"

namespace karimen::harness::rules {

enum class Op : std::uint8_t {
  literal,  ///< value
  fact,     ///< value.number: index of the fact
  any_of,   ///< or
  all_of,   ///< and
  negation,
  equal,
  unequal,
  less,
  less_equal,
  greater,
  greater_equal,
  conditional,  ///< if, then, else
  plus,         ///< integers, or a date or moment and `unit` times an integer
  minus,
  times,
  months_before,
  months_after,
  age,
  birthday,
  next_business_day,
  business_day,
  date_of,
  time_of,
  length,
  alphanumeric,
  digits,
  contains,
  empty,
  union_of,
  lesser,
  greater_of,
};

/// What one unit of an added number is worth: 0 = plain integers, 1 = days of a date, else seconds of a
/// moment.
using Unit = std::int32_t;

struct ExpressionNode {
  Op op = Op::literal;
  Unit unit = 0;
  std::int32_t first_argument = 0;  ///< into Expression::arguments
  std::int32_t argument_count = 0;
  Datum value;  ///< of a calculation: the text that says where it stands, "fees.yaml:12:9"
};

/// A node as it is evaluated: what follows it directly are its arguments, each with its own.
struct Instruction {
  enum class Step : std::uint8_t {
    literal,  ///< value
    fact,     ///< operand: its index
    is,       ///< a fact, by index in operand, compared with value
    is_not,
    any_of,
    all_of,
    equal,
    unequal,
    conditional,
    other  ///< operand: the node
  };
  Step step = Step::literal;
  std::uint16_t count = 0;  ///< arguments
  std::int32_t length = 1;  ///< instructions, this one and those of its arguments
  std::int32_t operand = 0;
  Datum value;
};

/// A value; `root` is the last node. Empty = no expression.
struct Expression {
  std::vector<ExpressionNode> nodes;
  std::vector<std::int32_t> arguments;
  std::vector<Instruction> code;     ///< of the root first: `encode`
  std::vector<std::int32_t> places;  ///< of each node in it
  [[nodiscard]] bool empty() const { return nodes.empty(); }
};

/// Makes `code` and `places` of the nodes: before the first evaluation, and where nodes were changed.
void encode(Expression& expression);

/// A value by itself.
[[nodiscard]] Expression literal_of(Datum value);

/// For each fact that a formula names, as often as it does: `visit(index)`. What derived ones follow from is
/// not visited.
template <typename Visit>
void for_each_fact(const Expression& expression, Visit visit) {
  for (const auto& node : expression.nodes)
    if (node.op == Op::fact) visit(static_cast<int>(node.value.number));
}

/// Whether what it answers may be beyond what can be calculated with.
[[nodiscard]] constexpr bool calculates(Op op) {
  return op == Op::plus || op == Op::minus || op == Op::times || op == Op::months_before ||
         op == Op::months_after || op == Op::birthday;
}

/// The node that is argument `i`, from 0, of `own`, a node of `expression`.
[[nodiscard]] inline std::int32_t argument_of(const Expression& expression, const ExpressionNode& own,
                                              std::int32_t i) {
  return expression.arguments[static_cast<std::size_t>(own.first_argument) + static_cast<std::size_t>(i)];
}

}  // namespace karimen::harness::rules
