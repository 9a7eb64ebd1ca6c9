#include <boost/test/unit_test.hpp>

#include "tests/harness/runner/stub_system.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::test;

namespace {

const std::string record = "  - {do: record, at: 2026-05-01T09:00";

std::string written_step(const std::string& rest = "") {
  return record + rest + "}\n";
}

const StepEvent only_step(const Ran& ran) {
  const auto steps = ran.all<StepEvent>();
  BOOST_REQUIRE_EQUAL(steps.size(), 1u);
  return steps[0];
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verdicts)

BOOST_AUTO_TEST_CASE(agreement_of_all_three_readings_passes) {
  const auto ran =
      run_steps(written_step(", expect: {outcome: done, fee: 1500, card.licence_record: current}"));
  const auto event = only_step(ran);
  // 1500 expected, not_stated predicted: the scenario knows more than the rulebook
  BOOST_TEST(to_string(event.failure) == "scenario and rulebook disagree");
  const auto agreed =
      run_steps(written_step(", expect: {outcome: done, fee: not_stated, card.licence_record: current}"));
  BOOST_TEST(to_string(only_step(agreed).verdict) == "pass");
  BOOST_TEST(static_cast<int>(agreed.summary.exit_code()) == 0);
}

// "Not stated" is an answer: no amount may be borrowed for it. Whoever expects any amount says `charged`.
BOOST_AUTO_TEST_CASE(an_amount_does_not_agree_with_not_stated) {
  const auto event = only_step(run_steps(written_step(), {.borrows_amount = true}));
  BOOST_TEST(to_string(event.failure) == "prediction");
  BOOST_REQUIRE_EQUAL(event.differences.size(), 1u);
  BOOST_TEST(*event.differences[0].predicted == "not_stated");
  BOOST_TEST(*event.differences[0].observed == "1500");
  const auto expected =
      only_step(run_steps(written_step(", expect: {fee: not_stated}"), {.borrows_amount = true}));
  BOOST_TEST(to_string(expected.failure) == "prediction");
  const auto any = only_step(run_steps(written_step(", expect: {fee: charged}")));
  BOOST_TEST(to_string(any.verdict) == "pass");
  const auto none = only_step(run_steps(written_step(", expect: {fee: 0}")));
  BOOST_TEST(to_string(none.failure) == "scenario and rulebook disagree");
}

BOOST_AUTO_TEST_CASE(observed_against_predicted_fails_with_both_values) {
  const auto ran = run_steps(written_step(), {.forgets_record = true});
  const auto event = only_step(ran);
  BOOST_TEST(to_string(event.verdict) == "fail");
  BOOST_TEST(to_string(event.failure) == "prediction");
  BOOST_REQUIRE_EQUAL(event.differences.size(), 1u);
  BOOST_TEST(event.differences[0].name == "card.record");
  BOOST_TEST(*event.differences[0].predicted == "1");
  BOOST_TEST(*event.differences[0].observed == "none");
  BOOST_TEST(static_cast<int>(ran.summary.exit_code()) == 1);
}

BOOST_AUTO_TEST_CASE(derived_facts_are_observed_through_their_formula) {
  const auto event = only_step(
      run_steps(written_step(", expect: {card.licence_record: current}"), {.forgets_record = true}));
  BOOST_TEST(to_string(event.failure) == "prediction");
  BOOST_TEST(event.differences[0].name == "card.licence_record");
  BOOST_TEST(*event.differences[0].observed == "absent");
  BOOST_TEST(event.differences[0].spot.line() == 4);
}

BOOST_AUTO_TEST_CASE(scenario_against_rulebook_is_told_apart) {
  const auto event = only_step(run_steps(written_step(", expect: {card.record: none}")));
  BOOST_TEST(to_string(event.failure) == "scenario and rulebook disagree");
  BOOST_TEST(*event.differences[0].expected == "none");
  BOOST_TEST(*event.differences[0].predicted == "1");
}

BOOST_AUTO_TEST_CASE(scenario_against_system_alone_is_an_expectation) {
  const std::string ponder = "  - {do: ponder, at: 2026-05-01T09:00, expect: {paper.shown: notice}}\n";
  // nothing predicted (undecided), nothing observed: stays undecided
  const auto ran = run_steps(ponder);
  BOOST_TEST(to_string(only_step(ran).verdict) == "undecided");
  BOOST_TEST(static_cast<int>(ran.summary.exit_code()) == 5);
}

BOOST_AUTO_TEST_CASE(assumptions_decide_what_the_sources_leave_open) {
  auto context = tiny_context();
  context.assumptions = {{"A-60", std::string("free")}};
  const auto event = only_step(run_steps("  - {do: ponder, at: 2026-05-01T09:00}\n", {}, context));
  BOOST_TEST(to_string(event.verdict) == "pass");
  BOOST_TEST((event.predicted.at("paper.shown") == Value(std::string("notice"))));
  BOOST_TEST(event.not_observed == std::vector<std::string>{"paper.shown"}, boost::test_tools::per_element());
  BOOST_TEST(event.assumptions == std::vector<std::string>{"A-60"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_refusal_is_compared_with_its_obstacles) {
  const std::string steps = "  - {do: break_chip, at: 2026-05-01T08:00}\n" +
                            written_step(", expect: {outcome: refused, obstacles: [CHIP_BROKEN], fee: 0}");
  BOOST_TEST(run_steps(steps).summary.counts.pass == 1u);
  const auto ran = run_steps(steps, {.records_on_broken = true});
  const auto event = ran.all<StepEvent>().at(1);
  BOOST_TEST(to_string(event.failure) == "prediction");
  BOOST_TEST(event.differences[0].name == "outcome");
  BOOST_TEST(event.rules.at(0).id == "REC-1");
  BOOST_TEST(event.rules.at(0).fired);
  BOOST_TEST(!event.rules.at(0).explanation.empty());
}

BOOST_AUTO_TEST_CASE(a_system_can_break_an_invariant_that_the_rulebook_keeps) {
  const auto event = only_step(run_steps(written_step(), {.invents = true}));
  BOOST_TEST(to_string(event.failure) == "prediction");
  std::map<std::string, Difference> broken;
  for (const auto& each : event.differences)
    if (each.failure == Failure::invariant) broken.emplace(each.name, each);
  BOOST_TEST_REQUIRE(broken.size() == 2u);
  const auto& future = broken.at("not_from_the_future");
  BOOST_TEST((future.observed == "broken" && !future.predicted));
  BOOST_TEST(future.facts.at("card.record") == "9");
  const auto& end = broken.at("end_stays");
  BOOST_TEST(end.facts.at("before.card.expires") == "2028-07-20");
  BOOST_TEST(end.facts.at("card.expires") == "2031-07-20");
}

BOOST_AUTO_TEST_CASE(the_first_failed_step_ends_the_scenario) {
  const auto ran =
      run_steps(written_step() + "  - {do: break_chip, at: 2026-05-02T08:00}\n", {.forgets_record = true});
  BOOST_TEST(ran.all<StepEvent>().size() == 1u);
  const auto finished = ran.all<ScenarioFinished>().at(0);
  BOOST_TEST(finished.not_run == 1u);
  BOOST_TEST(finished.step == "record");
}

BOOST_AUTO_TEST_CASE(a_broken_environment_is_an_error_and_no_failure) {
  const auto ran = run_steps(written_step(), {.crashes = true});
  BOOST_TEST(to_string(only_step(ran).verdict) == "error");
  BOOST_TEST(only_step(ran).detail == "the daemon is gone");
  BOOST_TEST(static_cast<int>(ran.summary.exit_code()) == 6);
}

BOOST_AUTO_TEST_CASE(an_exception_is_a_bug_of_ours) {
  BOOST_TEST(static_cast<int>(run_steps(written_step(), {.throws = true}).summary.exit_code()) == 70);
}

BOOST_AUTO_TEST_CASE(an_accident_of_the_procedure_can_be_expected) {
  BOOST_TEST(to_string(only_step(run_steps(written_step(), {.fails = true})).failure) == "prediction");
  BOOST_TEST(
      to_string(only_step(run_steps(written_step(", expect: {outcome: failed}"), {.fails = true})).verdict) ==
      "pass");
}

BOOST_AUTO_TEST_CASE(after_an_accident_everything_is_as_before_but_what_the_author_tells_of_the_chip) {
  const auto failed = ", expect: {outcome: failed}";
  const auto ran =
      run_steps(written_step(failed) + "  - {do: ponder, at: 2026-05-02T08:00}\n", {.fails = true});
  BOOST_TEST_REQUIRE(ran.all<StepEvent>().size() == 2u);
  BOOST_TEST(to_string(ran.all<StepEvent>()[0].predicted.at("card.record")) == "none");
  BOOST_TEST(to_string(ran.all<StepEvent>()[1].predicted.at("card.record")) == "none");
  const auto half = run_steps(written_step(failed), {.fails = true, .breaks_chip = true});
  BOOST_TEST(to_string(only_step(half).failure) == "prediction");
  const auto told =
      run_steps(written_step(", expect: {outcome: failed, card.chip: broken}") +
                    "  - {id: again, do: record, at: 2026-05-02T08:00, expect: {outcome: refused}}\n",
                {.fails = true, .breaks_chip = true});
  BOOST_TEST_REQUIRE(told.all<StepEvent>().size() == 2u);
  BOOST_TEST(to_string(told.all<StepEvent>()[0].verdict) == "pass");
  BOOST_TEST(to_string(told.all<StepEvent>()[1].predicted.at("outcome")) == "refused");
}

BOOST_AUTO_TEST_CASE(a_fault_that_never_struck_fails_its_step) {
  const auto event = only_step(run_steps(written_step(), {.misses_faults = true}));
  BOOST_TEST(to_string(event.failure) == "expectation");
  BOOST_TEST(event.differences.at(0).name == "faults");
}

BOOST_AUTO_TEST_CASE(the_reader_must_agree_with_the_inspector) {
  const auto finished = run_steps(written_step(), {.reader_disagrees = true}).all<ScenarioFinished>().at(0);
  BOOST_TEST(to_string(finished.verdict) == "error");
  BOOST_TEST(finished.detail == "the inspector says card.chip = ok, the reader says broken");
}

BOOST_AUTO_TEST_CASE(exchanges_and_papers_come_before_their_step_and_refusals_are_explained) {
  const auto ran = run_steps(written_step(), {.forgets_record = true});
  BOOST_TEST(ran.all<ApduEvent>().at(0).cause.en == "because");
  BOOST_TEST(ran.all<PaperEvent>().at(0).kind == "receipt");
  BOOST_TEST(run_steps(written_step()).all<ApduEvent>().at(0).cause.empty());
  BOOST_TEST(std::holds_alternative<StepEvent>(ran.events.at(3)));
}

BOOST_AUTO_TEST_SUITE_END()
