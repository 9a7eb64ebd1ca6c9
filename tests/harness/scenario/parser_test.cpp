#include "harness/scenario/reading/parser.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/harness/scenario/lexicon_fixture.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::test;

namespace {

constexpr auto minimal = R"yaml(id: S-1
title: {en: a title, ja: 題}
tags: [one, two]
assume: {A-60: free}
given: {holder: taro, form: my_number_only}
steps:
  - {do: apply_for_card, at: 2026-05-01T09:00, with: {channel: post, number: $licence.record_number}}
  - {do: integrate_licence, at: 2026-05-01T09:01, with: {facility: hokushin}, expect: {outcome: refused, obstacles: [CHIP_BROKEN], fee: 0, card.record: "not(none)"}}
)yaml";

std::vector<std::string> case_names(const std::vector<Scenario>& scenarios) {
  std::vector<std::string> names;
  for (const auto& each : scenarios) names.push_back(each.case_name);
  return names;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(scenario_reader)

BOOST_AUTO_TEST_CASE(reads_steps_with_defaults_references_and_places) {
  const auto scenarios = read(minimal);
  BOOST_REQUIRE_EQUAL(scenarios.size(), 1u);
  const auto& scenario = scenarios[0];
  BOOST_TEST(scenario.identity() == "s.yaml#S-1");
  BOOST_TEST(to_string(scenario.start()) == "2026-05-01T00:00");
  BOOST_TEST(scenario.last_line == 8);
  BOOST_TEST((scenario.assumptions == Facts{{"A-60", std::string("free")}}));
  const auto& apply = scenario.steps[0];
  BOOST_TEST((apply.inputs == Facts{{"channel", std::string("post")},
                                    {"number", std::string("300000000001")},
                                    {"wish", std::string("wished")}}));
  BOOST_TEST(apply.place == "tokyo");
  BOOST_TEST(scenario.steps[1].place == "nagano");
  BOOST_REQUIRE_EQUAL(scenario.steps[1].expect.size(), 5u);
  BOOST_TEST(scenario.steps[1].expect[1].test.text == "[CHIP_BROKEN]");
  BOOST_TEST(scenario.steps[1].expect[3].name == "fee.amount");
  BOOST_TEST(scenario.steps[1].expect[3].test.text == "none");
}

BOOST_AUTO_TEST_CASE(step_ids_default_to_the_procedure) {
  const auto scenarios = read(
      "id: S\ngiven: {holder: taro}\nsteps:\n"
      "  - {do: pass_time, at: 2026-05-01T09:00}\n"
      "  - {do: pass_time, at: 2026-05-02T09:00}\n"
      "  - {do: pass_time, at: 2026-05-03T09:00, id: later}\n");
  BOOST_TEST(scenarios[0].steps[0].id == "pass_time");
  BOOST_TEST(scenarios[0].steps[1].id == "pass_time#2");
  BOOST_TEST(scenarios[0].steps[2].id == "later");
}

BOOST_AUTO_TEST_CASE(a_matrix_is_crossed) {
  const auto scenarios = read(std::string(minimal) +
                              "matrix:\n  apply_for_card.with.channel: [post, counter]\n  given.form: [both, "
                              "licence_only]\n  place: [nagano]\n");
  BOOST_TEST(
      case_names(scenarios) == (std::vector<std::string>{"channel=post, form=both, place=nagano",
                                                         "channel=post, form=licence_only, place=nagano",
                                                         "channel=counter, form=both, place=nagano",
                                                         "channel=counter, form=licence_only, place=nagano"}),
      boost::test_tools::per_element());
  BOOST_TEST((scenarios[2].steps[0].inputs.at("channel") == Value(std::string("counter"))));
  BOOST_TEST((*scenarios[3].people.at("holder").find("card.record") == Value(std::string("none"))));
  BOOST_TEST(scenarios[0].steps[0].place == "nagano");
}

BOOST_AUTO_TEST_CASE(cases_have_their_own_expectations) {
  const auto scenarios = read(
      std::string(minimal) +
      "cases:\n"
      "  - {name: broken, set: {given.card.chip: broken}, expect: {integrate_licence: {outcome: refused}}}\n"
      "  - {name: later, set: {integrate_licence.at: 2026-06-01T10:00}}\n");
  BOOST_REQUIRE_EQUAL(scenarios.size(), 2u);
  BOOST_TEST(scenarios[0].identity() == "s.yaml#S-1[broken]");
  BOOST_TEST((*scenarios[0].people.at("holder").find("card.chip") == Value(std::string("broken"))));
  BOOST_TEST(scenarios[0].steps[1].expect.size() == 1u);
  BOOST_TEST(to_string(scenarios[1].steps[1].at) == "2026-06-01T10:00");
  BOOST_TEST(scenarios[1].steps[1].expect.size() == 5u);
}

BOOST_AUTO_TEST_CASE(other_people_have_facts_of_their_own) {
  const auto scenarios = read(
      "id: S\ngiven: {holder: taro}\nothers: {jiro: {holder: taro, licence.record_number: "
      "\"399999999999\"}}\nsteps:\n"
      "  - {do: apply_for_card, who: jiro, at: 2026-05-01T09:00, with: {channel: post, number: "
      "$licence.record_number}}\n"
      "  - {do: apply_for_card, at: 2026-05-02T09:00, with: {channel: post, number: "
      "$jiro.licence.record_number}}\n");
  BOOST_TEST((scenarios[0].steps[0].inputs.at("number") == Value(std::string("399999999999"))));
  BOOST_TEST((scenarios[0].steps[1].inputs.at("number") == Value(std::string("399999999999"))));
}

BOOST_AUTO_TEST_CASE(the_first_of_the_others_is_the_one_written_first) {
  const auto scenario = read(
      "id: S\ngiven: {holder: taro}\nothers: {saburo: {holder: taro}, jiro: {holder: taro}}\n"
      "steps: [{do: pass_time, at: 2026-05-01T09:00}]\n")[0];
  BOOST_TEST(scenario.first_other == "saburo");
  BOOST_TEST((scenario.personas ==
              std::map<std::string, std::string>{{"holder", "taro"}, {"jiro", "taro"}, {"saburo", "taro"}}));
  BOOST_TEST(!scenario.hot_insertion);
}

BOOST_AUTO_TEST_CASE(a_scenario_asks_for_real_insertions) {
  const std::string body = "given: {holder: taro}\nsteps: [{do: pass_time, at: 2026-05-01T09:00}]\n";
  BOOST_TEST(read("id: S\ninsertion: hot\n" + body)[0].hot_insertion);
  BOOST_TEST(!read("id: S\ninsertion: warm\n" + body)[0].hot_insertion);
}

BOOST_AUTO_TEST_SUITE_END()
