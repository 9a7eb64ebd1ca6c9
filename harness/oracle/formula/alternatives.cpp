#include "harness/oracle/formula/alternatives.hpp"

namespace karimen::harness::rules {

Alternatives alternatives_of(const Expression& test, int fact) {
  Alternatives found;
  const auto argument = [&](const ExpressionNode& own, std::int32_t i) -> const ExpressionNode& {
    return test.nodes[static_cast<std::size_t>(argument_of(test, own, i))];
  };
  const auto take = [&](const ExpressionNode& comparison) {
    const auto &left = argument(comparison, 0), &right = argument(comparison, 1);
    const bool plain = left.op == Op::fact && left.value.number == fact && right.op == Op::literal;
    if (plain) found.values.push_back(right.value);
    return plain;
  };
  const auto* node = &test.nodes.back();
  for (; node->op == Op::negation; node = &argument(*node, 0)) found.excluded = !found.excluded;
  bool all = false;
  if (node->op == Op::equal || node->op == Op::unequal) {
    found.excluded = found.excluded != (node->op == Op::unequal);
    all = take(*node);
  } else if (node->op == Op::any_of) {
    all = true;
    for (std::int32_t i = 0; all && i < node->argument_count; ++i)
      all = argument(*node, i).op == Op::equal && take(argument(*node, i));
  }
  return all ? found : Alternatives{};
}

}  // namespace karimen::harness::rules
