// Steps that are programs: run where there is a reader, judged by what they say and leave behind.
#include <boost/test/unit_test.hpp>

#include "tests/harness/runner/stub_system.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::test;

namespace {

// A client that is a line of a shell, with more keys.
std::string client(const std::string& script, const std::string& more = "", const std::string& day = "01") {
  return "  - {client: {command: [sh, -c, '" + script + "']" + more + "}, at: 2026-05-" + day + "T09:00}\n";
}

StepEvent first_step(const Ran& ran) {
  const auto steps = ran.all<StepEvent>();
  BOOST_REQUIRE(!steps.empty());
  return steps.front();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(clients)

BOOST_AUTO_TEST_CASE(a_program_is_told_the_card_and_judged_by_its_words) {
  const auto ran =
      run_steps(client("echo $KARIMEN_READER $KARIMEN_CARD_SERIAL $KARIMEN_AUTHENTICATION_PIN; exit 3",
                       R"(, expect: {exit: 3, output: "^stub 4711 1357$", error: "^$"})"),
                {.lends = true});
  const auto event = first_step(ran);
  BOOST_TEST(to_string(event.verdict) == "pass");
  BOOST_TEST(event.procedure == "client");
  BOOST_REQUIRE(event.client.has_value());
  BOOST_TEST(event.client->run);
  BOOST_TEST(event.client->ending == "3");
  BOOST_TEST(ran.summary.counts.clients_not_run == 0);
}

BOOST_AUTO_TEST_CASE(what_it_says_otherwise_fails_its_step) {
  const auto event =
      first_step(run_steps(client("echo a", R"(, expect: {output: [a, b], error: c})"), {.lends = true}));
  BOOST_TEST(to_string(event.failure) == "expectation");
  BOOST_REQUIRE_EQUAL(event.differences.size(), 2u);
  BOOST_TEST(event.differences[0].name == "client.output");
  BOOST_TEST(event.differences[0].expected.value() == "b");
  BOOST_TEST(event.differences[0].observed.value() == "does not match");
  BOOST_TEST(event.differences[1].name == "client.error");
  BOOST_TEST(event.differences[1].observed.value() == "nothing was written");
}

BOOST_AUTO_TEST_CASE(any_and_nonzero_are_exits_but_a_signal_is_none) {
  const auto verdict = [](const std::string& script, const std::string& exit) {
    return std::string(to_string(
        first_step(run_steps(client(script, ", expect: {exit: " + exit + "}"), {.lends = true})).verdict));
  };
  BOOST_TEST(verdict("exit 7", "nonzero") == "pass");
  BOOST_TEST(verdict("exit 0", "nonzero") == "fail");
  BOOST_TEST(verdict("exit 7", "any") == "pass");
  BOOST_TEST(verdict("kill -TERM $$", "any") == "fail");
  BOOST_TEST(verdict("kill -TERM $$", "nonzero") == "fail");
}

BOOST_AUTO_TEST_CASE(what_it_does_to_the_card_must_be_said) {
  const auto silent = first_step(run_steps(client(":"), {.lends = true, .spoils = true}));
  BOOST_TEST(to_string(silent.failure) == "prediction");
  const auto told = run_steps(client(":", ", changes: {card.record: 1}") +
                                  "  - {do: pass_time, at: 2026-05-02T09:00, expect: {card.record: 1}}\n",
                              {.lends = true, .spoils = true});
  BOOST_TEST(static_cast<int>(told.summary.exit_code()) == 0);
  const auto not_done = first_step(run_steps(client(":", ", changes: {card.record: 1}"), {.lends = true}));
  BOOST_TEST(to_string(not_done.failure) == "prediction");
}

BOOST_AUTO_TEST_CASE(without_a_reader_it_is_not_run_and_counted) {
  const auto steps = client("exit 1") + "  - {do: pass_time, at: 2026-05-02T09:00}\n";
  const auto ran = run_steps(steps);
  BOOST_TEST(to_string(first_step(ran).verdict) == "pass");
  BOOST_TEST(!first_step(ran).client->run);
  BOOST_TEST(ran.summary.counts.clients_not_run == 1);
  BOOST_TEST(ran.summary.counts.steps == 2);
  BOOST_TEST(static_cast<int>(ran.summary.exit_code()) == 0);
}

BOOST_AUTO_TEST_CASE(after_one_that_would_have_changed_the_card_nothing_is_judged) {
  const auto ran =
      run_steps(client(":", ", changes: {card.record: 1}") + "  - {do: pass_time, at: 2026-05-02T09:00}\n");
  BOOST_TEST(ran.summary.counts.steps == 1);
  BOOST_TEST(ran.all<ScenarioFinished>().front().not_run == 1);
  BOOST_TEST(static_cast<int>(ran.summary.exit_code()) == 0);
}

BOOST_AUTO_TEST_CASE(the_digest_is_the_same_whatever_a_program_says) {
  const auto digest = [](Defects stub, const std::string& script) {
    return run_steps(client(script, ", expect: {exit: any}"), stub).summary.digest;
  };
  BOOST_TEST(digest({.lends = true}, "echo a") == digest({.lends = true}, "echo b; exit 1"));
  BOOST_TEST(digest({.lends = true}, "echo a") == digest({}, "echo a"));
}

BOOST_AUTO_TEST_CASE(a_program_that_is_not_there_is_an_error_with_the_way_out) {
  const auto ran =
      run_steps("  - {client: {command: [/nowhere/opensc-tool]}, at: 2026-05-01T09:00}\n", {.lends = true});
  BOOST_TEST(to_string(first_step(ran).verdict) == "error");
  BOOST_TEST(first_step(ran).detail.find("-t '!client'") != std::string::npos);
  BOOST_TEST(static_cast<int>(ran.summary.exit_code()) == 6);
}

BOOST_AUTO_TEST_SUITE_END()
