#include "harness/runner/admission.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/harness/runner/stub_system.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::test;

namespace {

const std::string step = "  - {do: break_chip, at: 2026-05-01T09:00}\n";

std::vector<Diagnostic> objections_to(const std::string& steps, const std::string& given = "holder: taro") {
  const auto found = objections(tiny_scenarios(steps, given), tiny_context(), StubSystem());
  return found.contains("s.yaml") ? found.at("s.yaml") : std::vector<Diagnostic>{};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(admission)

BOOST_AUTO_TEST_CASE(says_nothing_of_what_can_be_run) {
  BOOST_TEST(objections_to(step).empty());
  BOOST_TEST(objections_to(step, "holder: taro, card.record: 1, licence.record: 2").empty());
}

BOOST_AUTO_TEST_CASE(tells_a_contradiction_where_the_first_of_its_facts_is_said_with_all_their_values) {
  const auto found = objections_to(step, "holder: taro, licence.record: 2, card.record: 7");
  BOOST_REQUIRE_EQUAL(found.size(), 1U);
  BOOST_TEST(found[0].where.line == 2);
  BOOST_TEST(found[0].where.column == 55);
  BOOST_TEST(found[0].what ==
             "what is given contradicts itself: no card carries a version that the registry does not have");
  BOOST_TEST(found[0].fix ==
             "change one of these: card.licence_record = stale, card.record = 7, licence.record = 2");
}

BOOST_AUTO_TEST_CASE(tells_what_the_system_cannot_set_up_where_it_is_said) {
  const auto found = objections_to(step, "holder: taro, licence.record: 13");
  BOOST_REQUIRE_EQUAL(found.size(), 1U);
  BOOST_TEST(found[0].where.column == 39);
  BOOST_TEST(found[0].what == "the stub cannot set up a 13th version");
  BOOST_TEST(found[0].fix == "leave it out");
}

BOOST_AUTO_TEST_CASE(tells_a_procedure_that_the_system_does_not_know_at_its_name) {
  const auto found = objections_to("  - {do: ponder, at: 2026-05-01T09:00}\n");
  BOOST_REQUIRE_EQUAL(found.size(), 1U);
  BOOST_TEST(found[0].where.line == 4);
  BOOST_TEST(found[0].where.column == 10);
  BOOST_TEST(found[0].what == "no system knows the procedure 'ponder'");
}

BOOST_AUTO_TEST_CASE(gathers_everything_that_stands_in_the_way) {
  BOOST_TEST(objections_to(
                 "  - {do: ponder, at: 2026-05-01T09:00}\n" + std::string("  - {do: ponder, id: again, at: "
                                                                          "2026-05-02T09:00}\n"),
                 "holder: taro, licence.record: 13, card.record: 14")
                 .size() == 4U);
}

BOOST_AUTO_TEST_SUITE_END()
