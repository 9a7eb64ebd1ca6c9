// Steps that are programs, as they are read. What is wrong with them:
// tests/program/failures/client_diagnostics.
#include <boost/test/unit_test.hpp>

#include "tests/harness/scenario/lexicon_fixture.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::test;

BOOST_AUTO_TEST_SUITE(clients)

BOOST_AUTO_TEST_CASE(everything_of_a_client_is_read) {
  const auto scenario = read(
      "id: S\ngiven: {holder: taro}\nsteps:\n"
      "  - client:\n"
      "      command: [./check.sh, $KARIMEN_READER, $card.expires, $1]\n"
      "      card: previous_card\n"
      "      stdin: typed\n"
      "      environment: {OPENSC_DEBUG: 3, PIN: $KARIMEN_LICENCE_PIN}\n"
      "      timeout: 1500ms\n"
      "      expect: {exit: nonzero, output: [\"^a\", $card.expires], error: b}\n"
      "      changes: {card.licence_pin_tries: 9}\n"
      "    at: 2026-05-01T09:00\n"
      "    expect: {card.record: none}\n")[0];
  BOOST_TEST(scenario.has_clients());
  const auto& step = scenario.steps[0];
  BOOST_TEST(step.procedure == "pass_time");
  BOOST_REQUIRE(step.client.has_value());
  const auto& client = *step.client;
  BOOST_TEST(client.command ==
             (std::vector<std::string>{"./check.sh", "$KARIMEN_READER", "2028-07-20", "$1"}));
  BOOST_TEST(client.card == "previous_card");
  BOOST_TEST(client.input == "typed");
  BOOST_TEST(client.environment.at("OPENSC_DEBUG") == "3");
  BOOST_TEST(client.environment.at("PIN") == "$KARIMEN_LICENCE_PIN");
  BOOST_TEST(client.limit.count() == 1500);
  BOOST_TEST(client.exit.nonzero);
  BOOST_REQUIRE_EQUAL(client.texts.size(), 3u);
  BOOST_TEST(client.texts[1].pattern == "2028-07-20");
  BOOST_TEST(client.texts[2].in_error);
  BOOST_TEST(to_string(client.changes.at("card.licence_pin_tries")) == "9");
}

BOOST_AUTO_TEST_CASE(what_is_not_said_has_a_default) {
  const auto client =
      *read("id: S\ngiven: {holder: taro}\nsteps: [{client: {command: [x]}, at: 2026-05-01T09:00}]\n")[0]
           .steps[0]
           .client;
  BOOST_TEST(client.card == "card");
  BOOST_TEST(client.limit.count() == 60000);
  BOOST_TEST(client.exit.code.value() == 0);
  BOOST_TEST(client.texts.empty());
}

BOOST_AUTO_TEST_CASE(clients_are_called_so_and_paths_reach_into_them) {
  const auto scenarios = read(
      "id: S\ngiven: {holder: taro}\nsteps:\n"
      "  - {client: {command: [a]}, at: 2026-05-01T09:00}\n"
      "  - {client: {command: [b]}, at: 2026-05-02T09:00}\n"
      "  - {client: {command: [c]}, id: last, at: 2026-05-03T09:00}\n"
      "matrix: {last.client.expect.output: [x, y], last.client.command: [[d, e]]}\n");
  BOOST_REQUIRE_EQUAL(scenarios.size(), 2u);
  BOOST_TEST(scenarios[0].steps[0].id == "client");
  BOOST_TEST(scenarios[0].steps[1].id == "client#2");
  BOOST_TEST(scenarios[0].steps[2].client->command == (std::vector<std::string>{"d", "e"}));
  BOOST_TEST(scenarios[1].steps[2].client->texts.at(0).pattern == "y");
}

BOOST_AUTO_TEST_CASE(a_path_that_leads_nowhere_is_told) {
  BOOST_TEST(
      problems_of("id: S\ngiven: {holder: taro}\nsteps: [{client: {command: [a]}, at: 2026-05-01T09:00}]\n"
                  "matrix: {client.with.x: [a]}\n")
          .find("after a client's step: .at, .who, .place or .client.KEY") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
