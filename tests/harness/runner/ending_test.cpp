// What is not run, known to fail, or only noted.
#include <boost/test/unit_test.hpp>

#include "tests/harness/runner/stub_system.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::test;

namespace {

const std::string one_step = "  - {do: record, at: 2026-05-01T09:00}\n";
const std::string two_steps = one_step + "  - {do: break_chip, at: 2026-05-02T09:00}\n";

// `steps` may end with keys of the document.
Ran ran(const std::string& steps, Defects defects = {}, const RunOptions& options = {}) {
  return run_all(
      tiny_scenarios(steps), [=](unsigned) { return std::make_unique<StubSystem>(defects); }, options);
}

ScenarioFinished only(const Ran& ran) {
  const auto all = ran.all<ScenarioFinished>();
  BOOST_REQUIRE_EQUAL(all.size(), 1u);
  return all[0];
}

void is(const Ran& ran, Verdict verdict, Failure failure, int exit_code) {
  BOOST_TEST(to_string(only(ran).verdict) == to_string(verdict));
  BOOST_TEST(to_string(only(ran).failure) == to_string(failure));
  BOOST_TEST(static_cast<int>(ran.summary.exit_code()) == exit_code);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(endings)

BOOST_AUTO_TEST_CASE(a_known_failure_is_no_failure_and_its_step_is_told_whole) {
  const auto known = ran(two_steps + "xfail: it forgets the record\n", {.forgets_record = true});
  is(known, Verdict::xfail, Failure::prediction, 0);
  BOOST_TEST(only(known).reason.en == "it forgets the record");
  BOOST_TEST(only(known).step == "record");
  BOOST_TEST(only(known).not_run == 1u);
  const auto steps = known.all<StepEvent>();
  BOOST_REQUIRE_EQUAL(steps.size(), 1u);
  BOOST_TEST(to_string(steps[0].verdict) == "fail");
  BOOST_TEST(steps[0].differences.at(0).name == "card.record");
  BOOST_TEST(known.summary.counts.xfail == 1u);
}

BOOST_AUTO_TEST_CASE(a_known_failure_that_passes_is_a_failure) {
  const auto passed = ran(two_steps + "xfail: it forgets the record\n");
  is(passed, Verdict::fail, Failure::passed, 1);
  BOOST_TEST(passed.summary.counts.passed_unexpectedly == 1u);
  BOOST_TEST(passed.summary.counts.fail == 1u);
}

BOOST_AUTO_TEST_CASE(another_failure_than_the_known_one_is_a_failure) {
  is(ran(two_steps + "xfail: {reason: chips break, step: break_chip}\n", {.forgets_record = true}),
     Verdict::fail, Failure::prediction, 1);
  is(ran(two_steps + "xfail: {reason: chips break, step: record}\n", {.forgets_record = true}),
     Verdict::xfail, Failure::prediction, 0);
  is(ran(one_step + "xfail: it forgets\n", {.crashes = true}), Verdict::error, Failure::none, 6);
}

BOOST_AUTO_TEST_CASE(a_program_that_nobody_ran_leaves_open_whether_it_would_have_failed) {
  const auto steps = "  - {client: {command: [false]}, at: 2026-05-01T09:00}\nxfail: exits with 1\n";
  is(ran(steps), Verdict::pass, Failure::none, 0);
  is(ran(steps, {.lends = true}), Verdict::xfail, Failure::expectation, 0);
}

BOOST_AUTO_TEST_CASE(a_known_failure_is_not_tried_again_and_a_sudden_pass_is_flaky_if_it_fails_then) {
  BOOST_TEST(only(ran(one_step + "xfail: forgets\n", {.forgets_record = true}, {.retries = 3})).attempts ==
             1u);
  auto forgets = std::make_shared<int>(0);
  const SystemFactory first_is_good = [=](unsigned) {
    return std::make_unique<StubSystem>(Defects{.forgets_record = *forgets > 0});
  };
  const auto scenarios = tiny_scenarios(one_step + "xfail: forgets\n");
  is(run_all(scenarios, first_is_good, {.retries = 2}), Verdict::fail, Failure::passed, 1);
  BOOST_TEST(only(run_all(scenarios, first_is_good, {.retries = 2})).attempts == 3u);
}

BOOST_AUTO_TEST_CASE(what_is_skipped_does_not_reach_the_system_and_alone_is_nothing_selected) {
  const auto skipped = ran(two_steps + "skip: {en: no form yet, ja: 様式待ち}\n", {.throws = true});
  is(skipped, Verdict::skip, Failure::none, 4);
  BOOST_TEST(only(skipped).reason.ja == "様式待ち");
  BOOST_TEST(only(skipped).not_run == 2u);
  BOOST_TEST(skipped.all<StepEvent>().empty());
  auto with_another = tiny_scenarios(two_steps + "skip: no form yet\n");
  with_another.push_back(tiny_scenarios(one_step).at(0));
  const auto both = run_all(with_another, [](unsigned) { return std::make_unique<StubSystem>(); });
  BOOST_TEST(static_cast<int>(both.summary.exit_code()) == 0);
  BOOST_TEST(both.summary.counts.skip == 1u);
}

BOOST_AUTO_TEST_CASE(requirements_are_met_by_the_transport_and_by_the_system_beside) {
  const auto needing = [](const std::string& what, const Offer& offer) {
    return to_string(only(ran(one_step + "requires: {" + what + "}\n", {}, {.offer = offer})).verdict);
  };
  const Offer alone{}, pcsc{.transport = "pcsc"};
  const Offer beside{.beside = Offer::Beside{"theirs", {"record"}, {"card.record"}}};
  BOOST_TEST(needing("transport: pcsc", alone) == "skip");
  BOOST_TEST(needing("transport: pcsc", pcsc) == "pass");
  BOOST_TEST(needing("procedure: [record, ponder], fact: paper.shown", alone) == "pass");
  BOOST_TEST(needing("procedure: record, fact: card.record", beside) == "pass");
  BOOST_TEST(needing("procedure: [record, ponder]", beside) == "skip");
  BOOST_TEST(needing("fact: paper.shown", beside) == "skip");
  BOOST_TEST(needing("builtin: [record, ponder]", alone) == "pass");
  BOOST_TEST(needing("builtin: ponder", beside) == "pass");
  BOOST_TEST(needing("builtin: [ponder, record]", beside) == "skip");
}

BOOST_AUTO_TEST_CASE(what_requires_something_is_in_no_digest) {
  const auto scenarios = tiny_scenarios(one_step + "requires: {transport: pcsc}\n");
  const SystemFactory good = [](unsigned) { return std::make_unique<StubSystem>(); };
  BOOST_TEST(run_all(scenarios, good).summary.digest ==
             run_all(scenarios, good, {.offer = {.transport = "pcsc"}}).summary.digest);
}

BOOST_AUTO_TEST_CASE(a_note_tells_and_decides_nothing) {
  const auto noted =
      ran("  - {do: record, at: 2026-05-01T09:00, note: {card.record: none, card.licence_record: stale, "
          "outcome: done}}\n");
  is(noted, Verdict::pass, Failure::none, 0);
  const auto step = noted.all<StepEvent>().at(0);
  BOOST_TEST(step.differences.empty());
  BOOST_REQUIRE_EQUAL(step.notes.size(), 2u);
  BOOST_TEST(step.notes[0].name == "card.record");
  BOOST_TEST(*step.notes[0].observed == "1");
  BOOST_TEST(*step.notes[1].observed == "current");
  BOOST_TEST(step.notes[1].spot.line() == 4);
  BOOST_TEST(noted.summary.counts.notes == 2u);
}

BOOST_AUTO_TEST_CASE(a_note_does_not_take_a_step_from_the_oracle) {
  const auto wrong =
      ran("  - {do: record, at: 2026-05-01T09:00, note: {card.record: none}}\n", {.forgets_record = true});
  is(wrong, Verdict::fail, Failure::prediction, 1);
  BOOST_TEST(wrong.all<StepEvent>().at(0).notes.size() == 1u);  // as observed, not as predicted
  // Nor does it make an accident of what breaks.
  is(ran("  - {do: record, at: 2026-05-01T09:00, note: {outcome: failed}}\n", {.fails = true}), Verdict::fail,
     Failure::prediction, 1);
}

BOOST_AUTO_TEST_SUITE_END()
