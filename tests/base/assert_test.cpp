#include "base/assert.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

using namespace karimen;

BOOST_AUTO_TEST_SUITE(assertions)

BOOST_AUTO_TEST_CASE(live_in_every_build_and_say_what_should_hold_and_where) {
  const int versions = 0;
  try {
    KARIMEN_ASSERT(versions > 0, "a licence has a version");
    BOOST_FAIL("nothing was thrown");
  } catch (const BrokenAssertion& error) {
    const std::string what = error.what();
    BOOST_TEST(
        what.starts_with("a licence has a version: versions > 0 is false (tests/base/assert_test.cpp:"));
  }
}

BOOST_AUTO_TEST_CASE(evaluate_their_expression_once) {
  int evaluated = 0;
  KARIMEN_ASSERT(++evaluated == 1, "it is evaluated once");
  BOOST_TEST(evaluated == 1);
}

BOOST_AUTO_TEST_SUITE_END()
