// `skip`, `xfail`, `requires` and `note`, as they are read.
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>

#include "tests/harness/scenario/lexicon_fixture.hpp"

using namespace karimen::harness;
using namespace karimen::harness::test;

namespace {

const std::string document =
    "id: S\ngiven: {holder: taro}\n"
    "steps: [{do: pass_time, id: first, at: 2026-05-01T09:00, note: {card.record: none}}]\n";

struct BadEnding {
  const char* text;  // the fourth line and what follows
  const char* place;
  const char* what;
};
std::ostream& operator<<(std::ostream& out, const BadEnding& bad) {
  return out << bad.text;
}

const BadEnding bad_endings[] = {
    {"skip: true\n", "s.yaml:4:7", "'skip' takes a reason, not true"},
    {"xfail: yes\n", "s.yaml:4:8", "'xfail' takes a reason, not yes"},
    {"skip: ''\n", "s.yaml:4:7", "a reason is missing"},
    {"skip: {de: warum}\n", "s.yaml:4:8", "unknown key 'de'"},
    {"skip: [a]\n", "s.yaml:4:7", "expected"},
    {"xfail: {step: first}\n", "s.yaml:4:8", "'reason' is missing"},
    {"xfail: {reason: r, step: frist}\n", "s.yaml:4:26", "the path 'frist' matches nothing"},
    {"xfail: {reason: r, stop: first}\n", "s.yaml:4:20", "unknown key 'stop'"},
    {"skip: why\nxfail: why\n", "s.yaml:5:8", "what is skipped cannot fail"},
    {"requires: pcsc\n", "s.yaml:4:11", "expected"},
    {"requires: {transport: pcscd}\n", "s.yaml:4:23", "unknown transport 'pcscd'"},
    {"requires: {procedure: pass_tim}\n", "s.yaml:4:23", "unknown procedure 'pass_tim'"},
    {"requires: {builtin: pass_tim}\n", "s.yaml:4:21", "unknown procedure 'pass_tim'"},
    {"requires: {fact: [card.record, card.recrod]}\n", "s.yaml:4:32", "unknown fact 'card.recrod'"},
    {"requires: {facts: card.record}\n", "s.yaml:4:12", "unknown key 'facts'"},
    {"cases: [{name: a, note: {frist: {card.record: 1}}}]\n", "s.yaml:4:26", "the path 'frist' matches"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(scenario_endings)

BOOST_AUTO_TEST_CASE(reasons_steps_and_requirements_are_read) {
  const auto one = read(document +
                        "xfail: {reason: {en: a, ja: b}, step: first}\n"
                        "requires: {transport: pcsc, procedure: pass_time, fact: [card.record]}\n")
                       .at(0);
  BOOST_TEST(one.xfail->reason.ja == "b");
  BOOST_TEST(one.xfail->step == "first");
  BOOST_TEST(one.needs->transport == "pcsc");
  BOOST_TEST(one.needs->procedures.at(0) == "pass_time");
  BOOST_TEST(one.needs->facts.at(0) == "card.record");
  BOOST_TEST(one.steps[0].notes.at(0).name == "card.record");
  BOOST_TEST(one.steps[0].expect.empty());
  BOOST_TEST(read(document + "skip: later\n").at(0).skip.en == "later");
}

BOOST_AUTO_TEST_CASE(a_case_has_its_own_ending_in_place_of_the_documents) {
  const auto runs = read(document +
                         "xfail: whole\n"
                         "cases:\n"
                         "  - {name: a}\n"
                         "  - {name: b, skip: not this one, note: {first: {card.record: 1}}}\n"
                         "  - {name: c, xfail: this one}\n");
  BOOST_TEST(runs.at(0).xfail->reason.en == "whole");
  BOOST_TEST(!runs.at(1).xfail.has_value());
  BOOST_TEST(runs.at(1).skip.en == "not this one");
  BOOST_TEST(runs.at(1).steps[0].notes.at(0).test.text == "1");
  BOOST_TEST(runs.at(2).xfail->reason.en == "this one");
}

BOOST_DATA_TEST_CASE(bad_ones_are_refused_at_their_place, boost::unit_test::data::make(bad_endings), bad) {
  const auto report = problems_of(document + bad.text);
  BOOST_TEST(report.starts_with(std::string(bad.place) + ": error: "), report);
  BOOST_TEST(report.find(bad.what) != std::string::npos, report);
}

BOOST_AUTO_TEST_SUITE_END()
