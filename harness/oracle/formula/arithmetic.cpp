#include "harness/oracle/formula/arithmetic.hpp"

namespace karimen::harness::rules {
namespace {

bool counts(Op op) {
  return op == Op::plus || op == Op::minus || op == Op::times;
}

const ExpressionNode& node_at(const Expression& expression, std::int32_t index) {
  return expression.nodes[static_cast<std::size_t>(index)];
}

}  // namespace

std::optional<std::int64_t> calculated(Op op, Unit unit, std::int64_t left, std::int64_t right) {
  std::int64_t amount = 0, result = 0;
  if (__builtin_mul_overflow(right, std::int64_t{unit == 0 ? 1 : unit}, &amount)) return std::nullopt;
  const bool overflows = op == Op::times  ? __builtin_mul_overflow(left, amount, &result)
                         : op == Op::plus ? __builtin_add_overflow(left, amount, &result)
                                          : __builtin_sub_overflow(left, amount, &result);
  return overflows ? std::nullopt : std::optional(result);
}

std::optional<std::int64_t> constant(const Expression& expression, std::int32_t index) {
  const auto& node = node_at(expression, index);
  if (!is_constant(expression, index)) return std::nullopt;
  if (node.op == Op::literal) return node.value.number;
  const auto left = constant(expression, argument_of(expression, node, 0));
  const auto right = constant(expression, argument_of(expression, node, 1));
  return left && right ? calculated(node.op, node.unit, *left, *right) : std::nullopt;
}

bool is_constant(const Expression& expression, std::int32_t index) {
  const auto& node = node_at(expression, index);
  if (node.op == Op::literal) return node.value.tag == Tag::integer;
  return counts(node.op) && is_constant(expression, argument_of(expression, node, 0)) &&
         is_constant(expression, argument_of(expression, node, 1));
}

}  // namespace karimen::harness::rules
