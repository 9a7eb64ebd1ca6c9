#include "harness/oracle/prediction/invariants.hpp"

#include <boost/test/unit_test.hpp>
#include <random>

#include "tests/harness/oracle/shipped.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::rules;
using karimen::harness::example::Shipped;

BOOST_AUTO_TEST_SUITE(invariants)

// The kind of fault that remembering brings: an answer that should have been asked for again.
BOOST_FIXTURE_TEST_CASE(what_is_remembered_is_what_a_fresh_question_finds, Shipped) {
  std::mt19937 random(1);
  Invariants remembering(program, evaluator);
  auto facts = initial();
  std::size_t broken_at_all = 0, changed = 0;
  std::vector<bool> last;
  for (int round = 0; round < 2000; ++round) {
    if (round % 20 == 0) facts = initial();
    for (auto changes = random() % 10; changes > 0; --changes) change(facts, random);
    evaluator.look_at(facts);
    const auto remembered = remembering.broken_over(facts);
    BOOST_REQUIRE(remembered == Invariants(program, evaluator).broken_over(facts));
    broken_at_all += static_cast<std::size_t>(std::ranges::count(remembered, true));
    changed += remembered != last;
    last = remembered;
  }
  BOOST_TEST(broken_at_all > 2000u);
  BOOST_TEST(changed > 200u);
}

BOOST_AUTO_TEST_SUITE_END()
