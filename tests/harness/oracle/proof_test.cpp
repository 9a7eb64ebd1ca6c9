// What Z3 says of rows: which of them their table would not miss.
#include <boost/test/unit_test.hpp>

#include "harness/oracle/proof/subsumed.hpp"
#include "tests/harness/oracle/example.hpp"

using namespace karimen;
using namespace karimen::harness;

namespace {

std::string rows_told(const std::string& policy, const std::string& rows) {
  const auto rulebook = example::rulebook("decision: d\nhit_policy: " + policy + "\nrules:\n" + rows);
  const auto found = find_subsumed(rulebook, {});
  BOOST_TEST(found.given_up.empty());
  std::string text;
  for (const auto& each : found.rows) {
    text += each.rule->id + " by";
    for (const auto& id : each.by) text += ' ' + id;
    text += '\n';
  }
  for (const auto& each : found.needed) text += each.rule->id + " is needed\n";
  return text;
}

struct WithSolver {
  boost::test_tools::assertion_result operator()(boost::unit_test::test_unit_id) const {
    return rules::Solver::available();
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(subsumed_rows, *boost::unit_test::precondition(WithSolver{}))

BOOST_AUTO_TEST_CASE(a_wider_row_says_the_same) {
  BOOST_TEST(rows_told("collect",
                       "  - {id: A, when: {licence.status: \"valid, suspended\"}, then: {value: x}}\n"
                       "  - {id: B, when: {licence.status: \"suspended\"}, then: {value: x}}\n"
                       "  - {id: C, when: {licence.status: \"suspended\"}, then: {value: y}}\n") ==
             "B by A\n");
  BOOST_TEST(
      rows_told(
          "first",
          "  - {id: A, when: {licence.status: \"suspended\", card.record: \"none\"}, then: {value: x}}\n"
          "  - {id: B, when: {licence.status: \"suspended\"}, then: {value: x}}\n"
          "  - {id: C, then: {value: y}}\n") == "A by B\n");
}

BOOST_AUTO_TEST_CASE(several_rows_say_it_together) {
  BOOST_TEST(rows_told("collect",
                       "  - {id: A, when: {licence.status: \"valid\"}, then: {value: x}}\n"
                       "  - {id: B, when: {licence.status: \"not(valid)\"}, then: {value: x}}\n"
                       "  - {id: C, when: {card.record: \"none\"}, then: {value: x}}\n") == "C by A B\n");
}

BOOST_AUTO_TEST_CASE(a_row_that_says_or_hides_more_is_needed) {
  const auto* const wider = "  - {id: B, when: {licence.status: \"suspended\"}, then: {value: x}}\n";
  // One word more, another value, a row that opens the answer, a row that hides another.
  for (const auto* row :
       {"  - {id: A, when: {licence.status: \"suspended, lapsed\"}, then: {value: x}}\n",
        "  - {id: A, when: {licence.status: \"suspended\"}, then: {value: y}}\n",
        "  - {id: A, when: {licence.status: \"suspended\"}, then: {undecided: why}}\n",
        "  - {id: A, when: {licence.status: \"lapsed\"}, then: {value: x}, overrides: B}\n"})
    BOOST_TEST(rows_told("collect", std::string(row) + wider).find("A by") == std::string::npos, row);
}

BOOST_AUTO_TEST_CASE(what_a_row_says_of_itself_is_checked) {
  const std::string wide = "  - {id: A, when: {licence.status: \"valid, suspended\"}, then: {value: x}}\n";
  BOOST_TEST(
      rows_told(
          "collect",
          wide + "  - {id: B, when: {licence.status: \"suspended\"}, then: {value: x}, repeats: A}\n") == "");
  BOOST_TEST(
      rows_told("collect",
                wide + "  - {id: B, when: {licence.status: \"lapsed\"}, then: {value: x}, repeats: A}\n") ==
      "B is needed\n");
}

BOOST_AUTO_TEST_SUITE_END()
