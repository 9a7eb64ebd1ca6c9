// Texts that formulas name, as SMT-LIB: of any other one its length and characters are left open.
#include "harness/oracle/formula/characters.hpp"
#include "harness/oracle/proof/encoder.hpp"

namespace karimen::harness::rules {
namespace {

std::string spelt(Op op, const std::string& text) {
  if (op == Op::length) return std::to_string(length_of(text));
  return consists_of(op, text) ? "true" : "false";
}

}  // namespace

// "not(unknown)" of a text: what it compares with.
void Encoder::name_texts(const Expression& expression) {
  for (const auto& node : expression.nodes) {
    if ((node.op != Op::equal && node.op != Op::unequal) || node.argument_count != 2) continue;
    const auto& left = expression.nodes[static_cast<std::size_t>(argument_of(expression, node, 0))];
    const auto& right = expression.nodes[static_cast<std::size_t>(argument_of(expression, node, 1))];
    for (const auto& [fact, word] : {std::pair(&left, &right), std::pair(&right, &left)})
      if (fact->op == Op::fact && word->op == Op::literal && word->value.tag == Tag::word &&
          program_.facts[static_cast<std::size_t>(fact->value.number)].type.base == Base::text)
        named_texts_.insert(word->value.number);
  }
}

void Encoder::spell_texts(Op op, const std::string& function) {
  for (const auto word : named_texts_)
    require("(= (" + function + ' ' + std::to_string(word + 1) + ") " + spelt(op, symbols_.text(word)) + ')');
}

}  // namespace karimen::harness::rules
