#include "harness/oracle/rulebook/check.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/harness/oracle/example.hpp"

using namespace karimen;
using namespace karimen::harness;

namespace {

std::string findings(const std::string& rules) {
  std::string text;
  for (const auto& each : check(example::rulebook(rules))) text += each.what + "\n";
  return text;
}

bool mentions(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string table(const std::string& policy, const std::string& rows) {
  return "decision: d\nhit_policy: " + policy + "\nrules:\n" + rows;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(static_checks)

BOOST_AUTO_TEST_CASE(show_a_gap_as_a_case) {
  const auto rows =
      "  - {id: A, when: {licence.status: \"valid\"}, then: {value: x}}\n"
      "  - {id: B, when: {licence.status: \"suspended\", card.record: \"none\"}, then: {value: y}}\n"
      "  - {id: C, when: {licence.status: \"suspended\", card.record: \"!= none\"}, then: {value: y}}\n";
  BOOST_TEST(mentions(findings(table("unique", rows)), "licence.status = lapsed"));
  const auto none_only = "  - {id: A, when: {card.record: \"none\"}, then: {value: x}}\n";
  BOOST_TEST(mentions(findings(table("first", none_only)), "d: no row applies: card.record = 999999999"));
  const auto closed =
      std::string(rows) + "  - {id: D, when: {licence.status: \"lapsed\"}, then: {value: z}}\n";
  BOOST_TEST(!mentions(findings(table("unique", closed)), "no row applies"));
  BOOST_TEST(!mentions(findings(table("unique", closed)), "both apply"));
  BOOST_TEST(
      !mentions(findings(table("unique", rows) + "otherwise: {id: O, then: {value: z}}"), "no row applies"));
}

BOOST_AUTO_TEST_CASE(show_an_overlap_as_a_case) {
  const auto rows =
      "  - {id: A, when: {card.expires: \"< 2025-09-01\"}, then: {value: x}}\n"
      "  - {id: B, when: {card.expires: \">= 2025-08-31\"}, then: {value: y}}\n";
  BOOST_TEST(mentions(findings(table("unique", rows)), "d: A and B both apply: card.expires = 2025-08-31"));
  BOOST_TEST(!mentions(findings(table("first", rows)), "both apply"));
}

BOOST_AUTO_TEST_CASE(respect_dates_and_places) {
  const auto rows =
      "  - {id: A, then: {value: x}, effective: {until: 2025-08-31}, place: tokyo}\n"
      "  - {id: B, then: {value: y}, effective: {from: 2025-09-01}}\n";
  const auto text = findings(table("unique", rows));
  BOOST_TEST(!mentions(text, "both apply"));
  BOOST_TEST(!mentions(text, "never applies"));
  BOOST_TEST(mentions(text, "d: no row applies: at 2025-08-31T23:59:59 elsewhere"));
}

BOOST_AUTO_TEST_CASE(name_rows_that_never_apply) {
  const auto rows =
      "  - {id: A, when: {licence.record: \"> 3\"}, then: {value: x}}\n"
      "  - {id: B, when: {licence.record: \"> 5\"}, then: {value: y}}\n"
      "  - {id: C, then: {value: z}}\n";
  const auto text = findings(table("first", rows));
  BOOST_TEST(mentions(text, "B never applies"));
  BOOST_TEST(!mentions(text, "A never applies"));
  BOOST_TEST(!mentions(text, "C never applies"));
}

BOOST_AUTO_TEST_CASE(name_loose_ends) {
  const auto text = findings(
      table("collect", "  - {id: A, then: {obstacle: FACILITY}, source: {inferred_from: [NOWHERE-1]}}\n"));
  BOOST_TEST(mentions(text, "A gives no reason"));
  BOOST_TEST(mentions(text, "inferred from 'NOWHERE-1'"));
  BOOST_TEST(mentions(text, "no procedure asks d"));
  BOOST_TEST(mentions(text, "says nothing about pass_time"));
  BOOST_TEST(!mentions(findings(table("collect", "  - {id: A, then: {}}\n")), "no procedure asks"));
}

BOOST_AUTO_TEST_SUITE_END()
