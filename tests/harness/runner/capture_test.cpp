// What a step leaves for later ones.
#include <boost/test/unit_test.hpp>

#include "tests/harness/runner/stub_system.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::test;

namespace {

const std::string recorded = "  - {do: record, at: 2026-05-01T09:00}\n";

StepEvent last_step(const Ran& ran) {
  const auto steps = ran.all<StepEvent>();
  BOOST_REQUIRE(!steps.empty());
  return steps.back();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(captures)

BOOST_AUTO_TEST_CASE(what_was_observed_is_expected_later_and_found_to_have_changed) {
  const auto ran = run_steps(recorded +
                             "  - {do: break_chip, at: 2026-05-02T09:00, expect: {card.record: "
                             "$record.card.record, card.licence_record: $record.card.licence_record}, note: "
                             "{card.chip: $record.card.chip}}\n");
  const auto step = last_step(ran);
  BOOST_TEST(to_string(step.verdict) == "pass");
  BOOST_REQUIRE_EQUAL(step.notes.size(), 1u);
  BOOST_TEST(*step.notes[0].expected == "ok");
  BOOST_TEST(*step.notes[0].observed == "broken");
}

BOOST_AUTO_TEST_CASE(a_captured_expectation_fails_as_any_other) {
  const auto step = last_step(run_steps(
      recorded + "  - {do: break_chip, at: 2026-05-02T09:00, expect: {card.chip: $record.card.chip}}\n"));
  BOOST_TEST(to_string(step.failure) == "scenario and rulebook disagree");
}

BOOST_AUTO_TEST_CASE(what_nobody_knows_leaves_its_step_undecided_and_the_rest_not_run) {
  // Nothing was shown, and nothing is predicted: the sources are silent.
  auto scenarios = tiny_scenarios(
      "  - {do: ponder, at: 2026-05-01T09:00}\n"
      "  - {do: pass_time, at: 2026-05-02T09:00, expect: {paper.shown: $ponder.paper.shown}}\n"
      "  - {do: break_chip, at: 2026-05-03T09:00}\n");
  const auto ran = run_all(scenarios, [](unsigned) { return std::make_unique<StubSystem>(); });
  const auto steps = ran.all<StepEvent>();
  BOOST_REQUIRE_EQUAL(steps.size(), 2u);
  BOOST_TEST(to_string(steps[1].verdict) == "undecided");
  BOOST_TEST(steps[1].differences.at(0).name == "$ponder.paper.shown");
  BOOST_TEST(steps[1].differences.at(0).reason == "neither predicted nor observed");
  BOOST_TEST(ran.all<ScenarioFinished>().at(0).not_run == 1u);
  BOOST_TEST(static_cast<int>(ran.summary.exit_code()) == 5);
}

BOOST_AUTO_TEST_CASE(a_program_is_told_what_a_step_left) {
  const auto ran = run_steps(recorded +
                                 "  - {client: {command: [echo, $record.card.record], environment: {R: "
                                 "$record.card.chip}, expect: {output: ^1$}}, at: 2026-05-02T09:00}\n",
                             {.lends = true});
  BOOST_TEST(to_string(last_step(ran).verdict) == "pass");
  BOOST_TEST(last_step(ran).client->command.at(1) == "1");
}

BOOST_AUTO_TEST_SUITE_END()
