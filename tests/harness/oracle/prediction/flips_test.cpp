#include <boost/test/unit_test.hpp>

#include "tests/harness/oracle/example.hpp"

using namespace karimen;
using namespace karimen::harness;

namespace {

// Refused while the licence lapsed, on a day before the scheme, or (together) without a submission on a stale
// record.
const char* const flip_rules = R"yaml(
decision: may_visit
hit_policy: collect
as_of: now
rules:
  - {id: A, when: {licence.status: "lapsed"}, then: {obstacle: FACILITY}}
  - {id: B, when: {today: "< 2025-03-24"}, then: {obstacle: BEFORE_SCHEME}}
  - {id: C, when: {signature_submission.state: "none", card.licence_record: "stale", input.documents: "contains notice"}, then: {obstacle: NOT_SUBMITTED}}
---
decision: level
hit_policy: first
rules:
  - {id: L1, when: {licence.record: ">= 7"}, then: {value: high}}
  - {id: L2, when: {}, then: {value: low}}
---
procedure: visit
requires: [may_visit]
effects:
  - {set: {fee.charged: true}}
)yaml";

StepRequest visit(const char* at = "2026-05-01T09:00") {
  return {.procedure = "visit", .inputs = {}, .at = example::moment(at), .place = "tokyo"};
}

Aim refused() {
  Aim aim;
  aim.outcome = PredictedOutcome::refused;
  return aim;
}
Aim done() {
  Aim aim;
  aim.outcome = PredictedOutcome::done;
  return aim;
}

std::string spelled(const Flips& flips) {
  std::string text;
  for (const auto& flip : flips.found) {
    for (const auto& each : flip.changes) text += each.name + "=" + to_string(each.after) + " ";
    text += "; ";
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(flips)

BOOST_AUTO_TEST_CASE(find_each_single_change_at_its_nearest_value) {
  auto oracle = example::oracle(flip_rules);
  const auto found = oracle.flips(visit(), refused(), {});
  BOOST_TEST(spelled(found) == "licence.status=lapsed ; now=2025-03-23T09:00 ; ");
  BOOST_TEST(found.complete == 1u);
  for (const auto& flip : found.found)
    BOOST_TEST((oracle.suppose(visit(), flip.facts).outcome == PredictedOutcome::refused));
  BOOST_TEST((oracle.suppose(visit(), {}).outcome == PredictedOutcome::done));
}

BOOST_AUTO_TEST_CASE(need_as_many_changes_as_there_are_reasons) {
  auto oracle = example::oracle(flip_rules, {{"licence.status", std::string("lapsed")}});
  const auto found = oracle.flips(visit("2025-03-01T09:00"), done(), {});
  BOOST_REQUIRE(!found.found.empty());
  for (const auto& flip : found.found) {
    BOOST_TEST(flip.changes.size() == 2u);
    BOOST_TEST((oracle.suppose(visit("2025-03-01T09:00"), flip.facts).outcome == PredictedOutcome::done));
  }
  BOOST_TEST(found.complete == 2u);
}

BOOST_AUTO_TEST_CASE(say_when_there_is_none_and_when_the_limit_ended_the_search) {
  auto oracle = example::oracle(flip_rules);
  Aim aim;
  aim.obstacles = WordSet{"OUT_OF_HOURS"};
  const auto none = oracle.flips(visit(), aim, {});
  BOOST_TEST(none.found.empty());
  BOOST_TEST(none.complete == 3u);
  const auto ended = oracle.flips(visit(), aim, {}, {.most_tried = 5});
  BOOST_TEST(ended.tried == 5u);
  BOOST_TEST(ended.complete == 0u);
}

BOOST_AUTO_TEST_CASE(reach_a_wanted_fact_and_pass_over_what_an_invariant_forbids) {
  const auto forbidden =
      std::string(flip_rules) + "---\ninvariant: never_lapsed\nholds: \"licence.status != lapsed\"\n";
  auto oracle = example::oracle(forbidden);
  BOOST_TEST(spelled(oracle.flips(visit(), refused(), {})) == "now=2025-03-23T09:00 ; ");
  Aim aim;
  aim.facts = {{"fee.charged", false}};
  BOOST_TEST(spelled(oracle.flips(visit(), aim, {})) == "now=2025-03-23T09:00 ; ");
}

BOOST_AUTO_TEST_CASE(flip_the_answer_of_a_decision) {
  auto oracle = example::oracle(flip_rules);
  const auto found = oracle.flips("level", "holder", example::moment("2026-05-01T09:00"), "tokyo", {}, {});
  BOOST_TEST(spelled(found) == "licence.record=7 ; ");
  BOOST_TEST(to_string(found.found.at(0).changes.at(0).before) == "1");
}

BOOST_AUTO_TEST_SUITE_END()
