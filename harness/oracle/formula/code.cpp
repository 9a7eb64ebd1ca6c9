#include "base/assert.hpp"
#include "harness/oracle/formula/expression.hpp"

namespace karimen::harness::rules {
namespace {

using Step = Instruction::Step;

Step step_of(Op op) {
  switch (op) {
    case Op::literal:
      return Step::literal;
    case Op::fact:
      return Step::fact;
    case Op::any_of:
      return Step::any_of;
    case Op::all_of:
      return Step::all_of;
    case Op::equal:
      return Step::equal;
    case Op::unequal:
      return Step::unequal;
    case Op::conditional:
      return Step::conditional;
    default:
      return Step::other;
  }
}

class CodeMaker {
 public:
  explicit CodeMaker(Expression& expression) : expression_(expression) {
    expression_.code.clear();
    expression_.places.assign(expression_.nodes.size(), nowhere);
  }

  void make() {
    if (expression_.empty()) return;
    add(static_cast<std::int32_t>(expression_.nodes.size()) - 1);
    // A fact and a literal that are compared are one instruction. Who asks for one of them finds it behind.
    for (std::size_t i = 0; i < expression_.nodes.size(); ++i)
      if (expression_.places[i] == nowhere) add(static_cast<std::int32_t>(i));
  }

 private:
  static constexpr std::int32_t nowhere = -1;

  [[nodiscard]] const ExpressionNode& node(std::int32_t index) const {
    return expression_.nodes[static_cast<std::size_t>(index)];
  }

  void add(std::int32_t index) {
    const auto own = node(index);
    const auto at = expression_.code.size();
    auto& place = expression_.places[static_cast<std::size_t>(index)];
    if (place == nowhere) place = static_cast<std::int32_t>(at);
    expression_.code.push_back(made_of(own, index));
    for (std::int32_t i = 0; i < expression_.code[at].count; ++i) add(argument_of(expression_, own, i));
    expression_.code[at].length = static_cast<std::int32_t>(expression_.code.size() - at);
  }

  [[nodiscard]] Instruction made_of(const ExpressionNode& own, std::int32_t index) const {
    if (own.op == Op::literal) return {.value = own.value};
    if (own.op == Op::fact)
      return {.step = Step::fact, .operand = static_cast<std::int32_t>(own.value.number)};
    const auto step = step_of(own.op);
    if (step == Step::equal || step == Step::unequal) {
      const auto &left = node(argument_of(expression_, own, 0)),
                 &right = node(argument_of(expression_, own, 1));
      if (left.op == Op::fact && right.op == Op::literal && right.value.tag != Tag::undecided)
        return {.step = step == Step::equal ? Step::is : Step::is_not,
                .operand = static_cast<std::int32_t>(left.value.number),
                .value = right.value};
    }
    KARIMEN_ASSERT(own.argument_count <= 0xFFFF, "nobody writes a formula of 65536 alternatives");
    return {.step = step, .count = static_cast<std::uint16_t>(own.argument_count), .operand = index};
  }

  Expression& expression_;
};

}  // namespace

void encode(Expression& expression) {
  CodeMaker(expression).make();
}

Expression literal_of(Datum value) {
  Expression literal;
  literal.nodes.push_back({.value = value});
  encode(literal);
  return literal;
}

}  // namespace karimen::harness::rules
