#include "harness/oracle/oracle.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/harness/oracle/example.hpp"

using namespace karimen;
using namespace karimen::harness;

namespace {

const char* const inheritance = R"(
decision: inheritance
hit_policy: collect
rules:
  - id: INHERIT-12
    when: {signature_submission.state: "none"}
    then: {obstacle: NOT_SUBMITTED}
    because: {en: "no signature certificate had been submitted"}
---
procedure: personalise_card
decides: {card_application.obstacles: inheritance}
effects:
  - {when: {card_application.obstacles: "empty"}, set: {next_card.record: licence.record}}
---
procedure: visit
requires: [inheritance]
effects:
  - {set: {card.record: licence.record}}
)";

}  // namespace

BOOST_AUTO_TEST_SUITE(oracle_steps)

BOOST_AUTO_TEST_CASE(a_decided_answer_becomes_a_fact_and_guards_effects) {
  auto lacking = example::oracle(inheritance);
  auto prediction = example::step(lacking, "personalise_card");
  BOOST_TEST(to_string(prediction.outcome) == "done");
  BOOST_TEST(to_string(prediction.facts.at("card_application.obstacles")) == "[NOT_SUBMITTED]");
  BOOST_TEST(to_string(prediction.facts.at("next_card.record")) == "none");

  auto submitted = example::oracle(inheritance, {{"signature_submission.state", std::string("submitted")}});
  prediction = example::step(submitted, "personalise_card");
  BOOST_TEST(to_string(prediction.facts.at("card_application.obstacles")) == "[]");
  BOOST_TEST(to_string(prediction.facts.at("next_card.record")) == "1");
}

BOOST_AUTO_TEST_CASE(an_obstacle_refuses_and_leaves_the_state_alone) {
  auto oracle = example::oracle(inheritance);
  const auto prediction = example::step(oracle, "visit");
  BOOST_TEST(to_string(prediction.outcome) == "refused");
  BOOST_TEST(prediction.obstacles == WordSet{"NOT_SUBMITTED"});
  BOOST_TEST(to_string(prediction.facts.at("card.record")) == "none");
  BOOST_TEST(to_string(prediction.facts.at("card.licence_record")) == "absent");
}

BOOST_AUTO_TEST_SUITE_END()
