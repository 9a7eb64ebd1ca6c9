// `$STEP.FACT`: which ones are read, and what is said of those that are not.
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>

#include "tests/harness/scenario/lexicon_fixture.hpp"

using namespace karimen::harness;
using namespace karimen::harness::test;

namespace {

const std::string head =
    "id: S\ngiven: {holder: taro}\nothers: {jiro: {holder: leap}}\nsteps:\n"
    "- {do: pass_time, id: first, at: 2026-05-01T09:00}\n";
const std::string application = "- {do: apply_for_card, at: 2026-05-02T09:00, with: {channel: post, number: ";

struct BadCapture {
  const char* step;
  const char* place;
  const char* what;
};
std::ostream& operator<<(std::ostream& out, const BadCapture& bad) {
  return out << bad.step;
}

const BadCapture bad_captures[] = {
    {"- {do: pass_time, id: b, at: 2026-05-02T09:00, expect: {card.record: $c.card.record}}\n"
     "- {do: pass_time, id: c, at: 2026-05-03T09:00}\n",
     "s.yaml:6:70", "the step 'c', which is a later one"},
    {"- {do: pass_time, id: b, at: 2026-05-02T09:00, note: {card.record: $b.card.record}}\n", "s.yaml:6:68",
     "the step 'b', which is this one"},
    {"- {do: pass_time, at: 2026-05-02T09:00, expect: {card.record: $frist.card.record}}\n", "s.yaml:6:63",
     "there is no step 'frist' before this one"},
    {"- {do: pass_time, at: 2026-05-02T09:00, expect: {card.record: $first.card.recrod}}\n", "s.yaml:6:63",
     "unknown fact 'card.recrod'"},
    {"- {do: pass_time, at: 2026-05-02T09:00, expect: {card.expires: $first.card.chip}}\n"
     "- {do: pass_time, at: 2026-05-03T09:00, expect: {card.expires: $pass_time.card.expires}}\n",
     "s.yaml:7:64", "'pass_time' is done 3 times"},
    {"- {do: pass_time, at: 2026-05-02T09:00, expect: {card.expires: $first.holder.cash}}\n", "s.yaml:6:64",
     "'holder.cash' is integer, not date"},
    {"- {do: integrate_licence, at: 2026-05-02T09:00, with: {facility: $first.licence.photo}}\n",
     "s.yaml:6:66", "a facility cannot be captured"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(scenario_captures)

BOOST_AUTO_TEST_CASE(an_input_is_left_open_until_its_step_is_done) {
  const auto step = read(head + application + "$first.card.record_number}}\n").at(0).steps.at(1);
  BOOST_REQUIRE_EQUAL(step.captures.size(), 1u);
  BOOST_TEST(step.captures[0].text() == "$first.card.record_number");
  BOOST_TEST(step.captures[0].input == "number");
  BOOST_TEST(!step.inputs.contains("number"));
  BOOST_TEST(step.captures[0].spot.line() == 6);
}

BOOST_AUTO_TEST_CASE(given_facts_and_those_of_people_go_before_steps) {
  const auto own = read(head + application + "$licence.record_number}}\n").at(0).steps.at(1);
  BOOST_TEST(own.captures.empty());
  BOOST_TEST((own.inputs.at("number") == Value(std::string("300000000001"))));
  const auto text = head + application + "$jiro.licence.record_number}}\n";
  BOOST_TEST(read(text).at(0).steps.at(1).captures.empty());
}

BOOST_AUTO_TEST_CASE(a_case_may_put_one_into_a_step) {
  const auto runs =
      read(head + application +
           "none}}\n"
           "cases: [{name: a, set: {apply_for_card.with.number: $first.card.record_number}}]\n");
  BOOST_TEST(runs.at(0).steps.at(1).captures.size() == 1u);
}

BOOST_DATA_TEST_CASE(bad_ones_are_refused_at_their_place, boost::unit_test::data::make(bad_captures), bad) {
  const auto report = problems_of(head + bad.step);
  BOOST_TEST(report.starts_with(std::string(bad.place) + ": error: "), report);
  BOOST_TEST(report.find(bad.what) != std::string::npos, report);
}

BOOST_AUTO_TEST_SUITE_END()
