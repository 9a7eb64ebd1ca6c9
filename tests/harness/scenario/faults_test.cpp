// The `faults` of a scenario: what is read, and the exact text of each diagnostic.
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/harness/scenario/lexicon_fixture.hpp"

using namespace karimen::harness;
using namespace karimen::harness::test;

namespace {

const std::string faulty_head =
    "id: S\ngiven: {holder: taro}\nsteps: [{do: pass_time, at: 2026-05-01T09:00}, {id: b, do: pass_time, at: "
    "2026-05-01T10:00}]\n";

struct BadFault {
  const char* faults;
  const char* blamed;
  const char* report;
};
std::ostream& operator<<(std::ostream& out, const BadFault& bad) {
  return out << bad.faults;
}

const BadFault bad_faults[] = {
    {"{b: card_blnk}", "card_blnk", "unknown fault 'card_blnk'|did you mean 'card_blink'?"},
    {"{b: [{fault: card_blnk}]}", "card_blnk", "unknown fault 'card_blnk'|did you mean 'card_blink'?"},
    {"{b: expired_card}", "expired_card", "'expired_card' cannot strike in a step|say it of the card"},
    {"{bb: card_blink}", "bb", "the path 'bb' matches nothing|did you mean 'b'?"},
    {"{pass_time: card_blink}", "pass_time", "'pass_time' is done 2 times|give the step meant an id"},
    {"{b: {fault: card_blink, milisecond: 3}}", "milisecond",
     "'card_blink' has no 'milisecond'|did you mean 'milliseconds'?"},
    {"{b: {fault: card_blink, milliseconds: 101}}", "101", "'101' is no milliseconds|a number from 0 to 100"},
    {"{b: {fault: card_blink, milliseconds: soon}}", "soon",
     "'soon' is no milliseconds|a number from 0 to 100"},
    {"{b: {fault: card_blink, instruction: verfy}}", "verfy",
     "'verfy' is no instruction|did you mean 'verify'?"},
    {"{b: {fault: spurious_error, status: 60FF}}", "60FF", "'60FF' is no status|a number from 6100 to 9FFF"},
    {"{b: {milliseconds: 3}}", "{milliseconds", "'fault' is missing|add 'fault: ...'"},
    {"{tear: swep}", "swep", "unknown tear 'swep'|did you mean 'sweep'?"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(scenario_faults)

BOOST_AUTO_TEST_CASE(are_given_to_their_steps) {
  const auto scenario =
      read(faulty_head + "faults: {b: [card_blink, {fault: spurious_error, status: 6a82}], tear: sweep}\n")
          .at(0);
  BOOST_TEST(scenario.sweep);
  BOOST_TEST(scenario.steps[0].faults.empty());
  BOOST_TEST_REQUIRE(scenario.steps[1].faults.size() == 2u);
  BOOST_TEST(scenario.steps[1].faults[0].text() == "card_blink");
  BOOST_TEST(scenario.steps[1].faults[1].text() == "spurious_error:status=6a82");
}

BOOST_AUTO_TEST_CASE(may_stand_alone_and_be_empty) {
  BOOST_TEST(read(faulty_head + "faults: {b: card_blink}\n").at(0).steps[1].faults.size() == 1u);
  BOOST_TEST(!read(faulty_head + "faults: {}\n").at(0).sweep);
}

BOOST_AUTO_TEST_CASE(of_a_case_replace_those_of_the_document) {
  const auto runs = read(faulty_head +
                         "faults: {b: card_blink}\ncases: [{name: x}, {name: y, faults: {b: "
                         "spurious_error}}]\n");
  BOOST_TEST(runs.at(0).steps[1].faults.at(0).fault == "card_blink");
  BOOST_TEST(runs.at(1).steps[1].faults.at(0).fault == "spurious_error");
}

BOOST_DATA_TEST_CASE(are_complained_about_with_place_and_word, bad_faults, bad) {
  const auto problems = problems_of(faulty_head + "faults: " + bad.faults + "\n");
  const std::string report = bad.report;
  const auto bar = report.find('|');
  const auto column = std::to_string((std::string("faults: ") + bad.faults).find(bad.blamed) + 1);
  BOOST_TEST(problems.find("s.yaml:4:" + column + ": error: " + report.substr(0, bar)) != std::string::npos,
             problems);
  BOOST_TEST(problems.find("fix: " + report.substr(bar + 1)) != std::string::npos, problems);
}

BOOST_AUTO_TEST_SUITE_END()
