#include "harness/oracle/prediction/oracle.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/harness/oracle/example.hpp"

using namespace karimen;
using namespace karimen::harness;

namespace {

const char* const inheritance = R"yaml(
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
)yaml";

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

namespace {

const char* const swapping = R"yaml(
procedure: visit
effects:
  - {when: {card.record: "1"}, set: {card.record: next_card.record, next_card.record: card.record}}
  - {when: {next_card.record: "2"}, set: {licence.record: licence.record + 1}}
)yaml";

Facts records(std::int64_t card, std::int64_t next) {
  return {{"card.record", card}, {"next_card.record", next}};
}

std::string diagnosis(const std::string& rules) {
  try {
    (void)example::rulebook(rules);
  } catch (const DiagnosticError& error) {
    return error.what();
  }
  return "";
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(oracle_effects)

BOOST_AUTO_TEST_CASE(all_read_the_state_before_and_are_set_at_once) {
  auto oracle = example::oracle(swapping, records(1, 2));
  const auto prediction = example::step(oracle, "visit");
  BOOST_TEST(to_string(prediction.facts.at("card.record")) == "2");
  BOOST_TEST(to_string(prediction.facts.at("next_card.record")) == "1");
  BOOST_TEST(to_string(prediction.facts.at("licence.record")) == "2");
}

BOOST_AUTO_TEST_CASE(two_that_disagree_leave_the_fact_undecided) {
  auto oracle = example::oracle(R"yaml(
procedure: visit
effects:
  - {set: {card.record: 1}}
  - {when: {licence.record: "1"}, set: {card.record: 2}}
)yaml");
  const auto prediction = example::step(oracle, "visit");
  BOOST_TEST(prediction.undecided.at("card.record") == "two effects set card.record");
  BOOST_TEST(prediction.undecided.contains("card.licence_record"));
  BOOST_TEST(!prediction.facts.contains("card.record"));
}

BOOST_AUTO_TEST_CASE(with_a_name_stand_once_and_are_applied) {
  auto oracle = example::oracle(R"yaml(
procedure: visit
effects:
  - {when: {licence.record: "1"}, apply: [write_card, count_up]}
---
effect: write_card
set: {card.record: licence.record}
---
effect: count_up
set: {licence.record: licence.record + 1}
)yaml");
  const auto prediction = example::step(oracle, "visit");
  BOOST_TEST(to_string(prediction.facts.at("card.record")) == "1");
  BOOST_TEST(to_string(prediction.facts.at("licence.record")) == "2");
}

BOOST_AUTO_TEST_CASE(of_a_refused_step_are_its_own) {
  auto oracle = example::oracle(R"yaml(
decision: gate
hit_policy: collect
rules:
  - {id: G, when: {input.documents: "not(contains notice)"}, then: {obstacle: FACILITY, warning: SLOT_MISSED}}
---
procedure: visit
requires: [gate]
effects: [{set: {card.record: 1}}]
on_refusal: [{when: {obstacles: "contains FACILITY"}, set: {licence.record: licence.record - 1}}]
)yaml");
  auto prediction = example::step(oracle, "visit");
  BOOST_TEST(prediction.warnings == WordSet{"SLOT_MISSED"});
  BOOST_TEST(to_string(prediction.facts.at("licence.record")) == "0");
  BOOST_TEST(to_string(prediction.facts.at("card.record")) == "none");
  prediction = example::step(oracle, "visit", "2026-05-02T09:00", {{"documents", WordSet{"notice"}}});
  BOOST_TEST(to_string(prediction.outcome) == "done");
  BOOST_TEST(prediction.warnings.empty());
  BOOST_TEST(to_string(prediction.facts.at("licence.record")) == "0");
  BOOST_TEST(to_string(prediction.facts.at("card.record")) == "1");
}

BOOST_AUTO_TEST_CASE(of_one_step_end_with_it) {
  auto oracle =
      example::oracle("procedure: visit\neffects: [{set: {fee.charged: true}}]\n---\nprocedure: pass_time\n");
  BOOST_TEST(to_string(example::step(oracle, "visit").facts.at("fee.charged")) == "true");
  BOOST_TEST(to_string(example::step(oracle, "pass_time").facts.at("fee.charged")) == "false");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(oracle_gaps)

BOOST_AUTO_TEST_CASE(an_open_obstacle_leaves_outcome_and_changes_open) {
  auto oracle = example::oracle(R"yaml(
decision: gate
hit_policy: collect
rules: [{id: G, when: {card.expires: "< 2020-01-01"}, then: {obstacle: FACILITY}}]
---
procedure: visit
requires: [gate]
effects: [{set: {card.record: 1}}]
)yaml");
  const auto prediction = example::step(oracle, "visit");
  BOOST_TEST(to_string(prediction.outcome) == "undecided");
  BOOST_TEST(prediction.undecided.at("outcome") == "card.expires has no value");
  BOOST_TEST(prediction.undecided.contains("card.record"));
  BOOST_TEST(to_string(prediction.facts.at("licence.record")) == "1");
}

BOOST_AUTO_TEST_CASE(a_procedure_without_rules_is_undecided) {
  auto oracle = example::oracle("procedure: visit\n");
  BOOST_TEST(example::step(oracle, "pass_time").undecided.at("outcome") ==
             "the rulebook has no procedure pass_time");
}

BOOST_AUTO_TEST_CASE(unknown_names_and_wrong_values_are_refused) {
  auto oracle = example::oracle("procedure: visit\n");
  BOOST_CHECK_THROW(example::step(oracle, "vist"), std::invalid_argument);
  BOOST_CHECK_THROW(example::step(oracle, "visit", "2026-05-01T09:00", {{"document", true}}),
                    std::invalid_argument);
  BOOST_CHECK_THROW(example::step(oracle, "visit", "2026-05-01T09:00", {{"documents", true}}),
                    std::invalid_argument);
  BOOST_CHECK_THROW(example::oracle("procedure: visit\n", {{"card.colour", true}}), std::invalid_argument);
  BOOST_CHECK_THROW(example::oracle("procedure: visit\n", {{"licence.status", std::string("fine")}}),
                    std::invalid_argument);
  BOOST_CHECK_THROW(example::oracle("procedure: visit\n", {}, {{"A-11", std::string("kept")}}),
                    std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(people_have_a_state_each) {
  Oracle oracle(example::rulebook("procedure: visit\neffects: [{set: {card.record: licence.record}}]\n"),
                Calendar{});
  oracle.reset({{"holder", {}}, {"friend", {{"licence.record", std::int64_t{4}}}}}, {},
               example::moment("2026-05-01T00:00"), "tokyo");
  (void)oracle.step({.procedure = "visit", .at = example::moment("2026-05-01T09:00"), .who = "friend"});
  BOOST_TEST(to_string(oracle.state("friend").at("card.record")) == "4");
  BOOST_TEST(to_string(oracle.state("holder").at("card.record")) == "none");
}

BOOST_AUTO_TEST_CASE(broken_invariants_are_named) {
  auto oracle = example::oracle(
      "procedure: visit\neffects: [{set: {card.record: 9}}]\n---\ninvariant: not_ahead\nholds: \"card.record "
      "= none or "
      "card.record <= licence.record\"\n---\nprocedure: pass_time\n");
  BOOST_TEST(example::step(oracle, "pass_time").broken_invariants.empty());
  const auto broken = example::step(oracle, "visit").broken_invariants;
  BOOST_TEST_REQUIRE(broken.size() == 1u);
  BOOST_TEST(broken[0].name == "not_ahead");
  BOOST_TEST(broken[0].facts == (std::vector<std::string>{"card.record", "licence.record"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_invariant_compares_a_fact_with_what_it_was_before_the_step) {
  auto oracle = example::oracle(
      "procedure: visit\neffects: [{set: {licence.record: 9}}]\n---\nprocedure: pass_time\n---\ninvariant: "
      "one_by_one\nholds: \"licence.record <= before.licence.record + 1\"\n");
  BOOST_TEST(oracle.broken_invariants("holder").empty());  // no step was before
  BOOST_TEST(example::step(oracle, "pass_time").broken_invariants.empty());
  const auto broken = example::step(oracle, "visit").broken_invariants;
  BOOST_TEST_REQUIRE(broken.size() == 1u);
  BOOST_TEST((broken[0].before.at("before.licence.record") == Value(std::int64_t{1})));
  BOOST_TEST(example::step(oracle, "pass_time", "2026-05-03T09:00").broken_invariants.empty());
  const auto seen = oracle.broken_by("holder", {{"licence.record", std::int64_t{11}}}, {});
  BOOST_TEST_REQUIRE(seen.size() == 1u);
  BOOST_TEST((seen[0].before.at("before.licence.record") == Value(std::int64_t{9})));
  BOOST_TEST(
      oracle
          .broken_by("holder", {{"licence.record", std::int64_t{12}}}, {{"licence.record", std::int64_t{11}}})
          .empty());
}

BOOST_AUTO_TEST_CASE(what_a_step_answers_and_a_system_does_not_show_breaks_nothing) {
  auto oracle = example::oracle(
      "procedure: visit\neffects: [{set: {fee.charged: \"true\", card.record: 1}}]\n---\ninvariant: "
      "paid_for_a_record\n"
      "holds: \"not(fee.charged) or card.record != none\"\n");
  BOOST_TEST_REQUIRE(example::step(oracle, "visit").broken_invariants.empty());
  const Facts erased{{"card.record", std::string("none")}};
  BOOST_TEST(oracle.broken_by("holder", erased, {}).empty());  // its fee is not known, whatever was predicted
  auto charged = erased;
  charged.emplace("fee.charged", true);
  BOOST_TEST(oracle.broken_by("holder", charged, {}).size() == 1u);
}

BOOST_AUTO_TEST_CASE(place_is_the_facilitys_prefecture_first) {
  auto oracle = example::oracle(R"yaml(
decision: gate
hit_policy: collect
rules:
  - {id: N, when: {facility.kind: "station"}, then: {obstacle: FACILITY}, place: nagano}
  - {id: T, then: {obstacle: OUT_OF_HOURS}, place: tokyo}
---
procedure: visit
requires: [gate]
)yaml");
  StepRequest request{.procedure = "visit", .at = example::moment("2026-05-01T09:00"), .place = "tokyo"};
  BOOST_TEST(oracle.step(request).obstacles == WordSet{"OUT_OF_HOURS"});
  request.facility = Facility{"nagano_minami_station", "station", "nagano"};
  BOOST_TEST(oracle.step(request).obstacles == WordSet{"FACILITY"});
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(broken_rulebooks)

BOOST_AUTO_TEST_CASE(are_reported_all_at_once) {
  const auto text = diagnosis(R"yaml(
decision: d
hit_policy: colect
rules: []
---
decision: e
hit_policy: collect
rules:
  - {id: A, when: {licence.statu: "valid"}, then: {obstacle: FACILITY}}
  - {id: B, then: {obstacle: FACILTY}}
  - {id: B2, then: {obstacle: FACILITY}, overrides: X}
---
procedure: visitt
---
procedure: visit
requires: [f]
effects: [{set: {card.licence_record: absent}}]
)yaml");
  for (const char* part :
       {"unknown hit policy 'colect'", "unknown fact 'licence.statu'", "unknown obstacle 'FACILTY'",
        "unknown procedure 'visitt'", "unknown decision 'f'"})
    BOOST_TEST(has(text, part), text << " lacks " << part);
}

BOOST_AUTO_TEST_CASE(name_the_second_of_two_equal_ids) {
  BOOST_TEST(
      has(diagnosis("decision: d\nhit_policy: collect\nrules: [{id: A, then: {}}, {id: A, then: {}}]\n"),
          "the rule id 'A' stands twice"));
  BOOST_TEST(has(diagnosis("decision: d\nhit_policy: collect\nrules: [{id: A, then: {}, overrides: B}]\n"),
                 "'B' is no other row of this decision"));
  BOOST_TEST(has(diagnosis("procedure: visit\neffects: [{set: {card.licence_record: absent}}]\n"),
                 "is derived and cannot be set"));
  BOOST_TEST(has(diagnosis("procedure: visit\neffects: [{set: {licence.status: valid_}}]\n"),
                 "unknown word 'valid_'"));
  BOOST_TEST(has(diagnosis("procedure: visit\ndecides: {card.record: gate}\n"), "unknown decision 'gate'"));
  BOOST_TEST(has(
      diagnosis("procedure: visit\neffects: [{apply: writ}]\n---\neffect: write\nset: {card.record: 1}\n"),
      "unknown effect 'writ'"));
  BOOST_TEST(has(diagnosis("procedure: visit\neffects: [{apply: write, set: {card.record: 2}}]\n---\n"
                           "effect: write\nset: {card.record: 1}\n"),
                 "'card.record' is set twice: by 'write' and beside it"));
  BOOST_TEST(has(diagnosis("effect: e\nset: {card.record: 1}\n---\neffect: e\nset: {card.record: 1}\n"),
                 "the effect 'e' stands twice"));
  BOOST_TEST(has(diagnosis("rule: x\n"), "none of the rulebook's kinds"));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(oracle_inputs)

BOOST_AUTO_TEST_CASE(a_word_that_others_take_as_a_set_is_a_set_of_one) {
  const auto rulebook = Rulebook::from(yaml::load_text(R"yaml(
procedures:
  show: {actor: holder, inputs: {presents: {type: "set [card, licence]", default: []}}}
  read: {actor: holder, inputs: {presents: {type: [own, other], default: own}}}
obstacles: [MISMATCH]
---
decision: whose
hit_policy: collect
rules: [{id: W, when: {input.presents: "contains other"}, then: {obstacle: MISMATCH}}]
---
procedure: read
requires: [whose]
---
procedure: show
requires: [whose]
)yaml",
                                                       "r.yaml"));
  Oracle oracle(rulebook, Calendar{});
  oracle.reset({{"holder", {}}}, {}, example::moment("2026-05-01T00:00"), "tokyo");
  BOOST_TEST(example::step(oracle, "read").obstacles.empty());
  BOOST_TEST(
      example::step(oracle, "read", "2026-05-01T09:00", {{"presents", std::string("other")}}).obstacles ==
      WordSet{"MISMATCH"});
  BOOST_TEST(
      example::step(oracle, "show", "2026-05-01T09:00", {{"presents", WordSet{"card"}}}).obstacles.empty());
  BOOST_CHECK_THROW(example::step(oracle, "show", "2026-05-01T09:00", {{"presents", std::string("other")}}),
                    std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
