// Formulas as they are evaluated: every node of the shipped rulebook, asked by itself within its formula and
// as the whole of one.
#include <boost/test/unit_test.hpp>

#include "tests/harness/oracle/shipped.hpp"

using namespace karimen::harness::rules;
using karimen::harness::example::Shipped;

namespace {

/// The part of a formula that hangs on a node: nodes come after their arguments.
Expression part_of(Expression formula, std::size_t root) {
  formula.nodes.resize(root + 1);
  encode(formula);
  return formula;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(code)

BOOST_FIXTURE_TEST_CASE(a_node_answers_what_it_answers_as_a_formula_of_its_own, Shipped) {
  std::mt19937 random(3);
  auto facts = initial();
  std::size_t asked = 0, told = 0;
  const auto agree = [&](const Expression& formula) {
    for (std::size_t node = 0; node < formula.nodes.size(); ++node) {
      Reliance within, alone;
      const auto part = part_of(formula, node);
      const auto answer = evaluator.evaluate_node(formula, static_cast<std::int32_t>(node), within);
      BOOST_REQUIRE(answer == evaluator.evaluate(part, alone) && within == alone);
      told += answer.tag != Tag::undecided;
      ++asked;
    }
  };
  for (int round = 0; round < 5; ++round) {
    for (int changes = 0; changes < 200; ++changes) change(facts, random);
    evaluator.look_at(facts);
    for (const auto& fact : program.facts) agree(fact.derive);
    for (const auto& decision : program.decisions)
      for (const auto& rule : decision.rules)
        for (const auto& cell : rule.when) agree(cell.test);
  }
  BOOST_TEST(asked > 10'000u);
  BOOST_TEST(told > asked / 4);
}

// What a search for values puts in place of a fact is part of it from the next `encode` on.
BOOST_FIXTURE_TEST_CASE(a_changed_node_counts_when_it_is_encoded, Shipped) {
  const auto facts = initial();
  evaluator.look_at(facts);
  const auto today = static_cast<std::int64_t>(program.step.today);
  Expression same{.nodes = {{.op = Op::fact, .value = integer(today)},
                            {.value = integer(7)},
                            {.op = Op::equal, .argument_count = 2}},
                  .arguments = {0, 1}};
  encode(same);
  Reliance ignored;
  BOOST_TEST(same.code.front().length == 1);  // one instruction for the comparison
  same.nodes[0] = {.value = integer(7)};
  encode(same);
  BOOST_CHECK(evaluator.evaluate(same, ignored) == boolean(true));
  BOOST_CHECK(evaluator.evaluate_node(same, 1, ignored) == integer(7));
}

BOOST_AUTO_TEST_SUITE_END()
