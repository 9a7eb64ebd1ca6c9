#include "harness/oracle/formula/alternatives.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/harness/oracle/shipped.hpp"

using namespace karimen::harness::rules;
using karimen::harness::example::Shipped;

BOOST_AUTO_TEST_SUITE(alternatives)

// Every cell, over facts of any values: with one of its own alternatives among them, and with nothing known.
BOOST_FIXTURE_TEST_CASE(a_cell_that_is_compared_answers_what_its_formula_answers, Shipped) {
  std::mt19937 random(1);
  auto facts = initial();
  std::size_t compared = 0, held = 0, unknown = 0;
  const auto agree = [&](const Cell& cell) {
    evaluator.look_at(facts);
    Reliance quick, slow;
    const auto found = evaluator.test(cell, quick);
    BOOST_REQUIRE_MESSAGE(found == evaluator.evaluate(cell.test, slow) && quick == slow,
                          cell.fact_name << ": " << cell.text);
    held += found == boolean(true);
    unknown += found.tag == Tag::undecided;
    ++compared;
  };
  for (int round = 0; round < 20; ++round) {
    for (int changes = 0; changes < 200; ++changes) change(facts, random);
    for (const auto& decision : program.decisions)
      for (const auto& rule : decision.rules)
        for (const auto& cell : rule.when) {
          if (cell.alternatives.values.empty()) continue;
          agree(cell);
          auto& own = facts[static_cast<std::size_t>(cell.fact)];
          if (!program.facts[static_cast<std::size_t>(cell.fact)].derive.empty()) continue;
          const auto before = own;
          own = cell.alternatives.values[random() % cell.alternatives.values.size()];
          agree(cell);
          own = symbols.undecided("nobody knows");
          agree(cell);
          own = before;
        }
  }
  BOOST_TEST(compared > 20'000u);
  BOOST_TEST(held > 5'000u);
  BOOST_TEST(unknown > 5'000u);
}

BOOST_AUTO_TEST_SUITE_END()
