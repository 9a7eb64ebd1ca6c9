// The exact text of one diagnostic of each kind.
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/harness/scenario/lexicon_fixture.hpp"

using namespace karimen::harness::test;

namespace {

struct Bad {
  const char* what;
  const char* text;
  const char* report;
};
std::ostream& operator<<(std::ostream& out, const Bad& bad) {
  return out << bad.what;
}

const Bad table[] = {
    {"unknown key", "id: S\ntitl: x\ngiven: {holder: taro}\nsteps: [{do: pass_time, at: 2026-05-01T09:00}]\n",
     "s.yaml:2:1: error: unknown key 'titl'\n"
     "  2 | titl: x\n"
     "    | ^\n"
     "  fix: did you mean 'title'?\n"},
    {"duplicate key",
     "id: S\ngiven: {holder: taro, holder: leap}\nsteps: [{do: pass_time, at: 2026-05-01T09:00}]\n",
     "s.yaml:2:23: error: duplicate key 'holder' (first on line 2)\n"
     "  2 | given: {holder: taro, holder: leap}\n"
     "    |                       ^\n"
     "  fix: keep one of the two\n"},
    {"value out of range",
     "id: S\ngiven: {holder: taro, card.tries: 6}\nsteps: [{do: pass_time, at: 2026-05-01T09:00}]\n",
     "s.yaml:2:35: error: card.tries must be 0 to 5, not 6\n"
     "  2 | given: {holder: taro, card.tries: 6}\n"
     "    |                                   ^\n"
     "  fix: write 0 to 5\n"},
    {"what a step answers",
     "id: S\ngiven: {holder: taro, fee.charged: true}\nsteps: [{do: pass_time, at: 2026-05-01T09:00}]\n",
     "s.yaml:2:23: error: 'fee.charged' is what a step answers: it starts afresh before each one\n"
     "  2 | given: {holder: taro, fee.charged: true}\n"
     "    |                       ^\n"
     "  fix: leave it out\n"},
    {"unknown insertion",
     "id: S\ninsertion: hott\ngiven: {holder: taro}\nsteps: [{do: pass_time, at: 2026-05-01T09:00}]\n",
     "s.yaml:2:12: error: unknown insertion 'hott'\n"
     "  2 | insertion: hott\n"
     "    |            ^\n"
     "  fix: did you mean 'hot'?\n"},
    {"unknown procedure", "id: S\ngiven: {holder: taro}\nsteps: [{do: pass_tim, at: 2026-05-01T09:00}]\n",
     "s.yaml:3:14: error: unknown procedure 'pass_tim'\n"
     "  3 | steps: [{do: pass_tim, at: 2026-05-01T09:00}]\n"
     "    |              ^\n"
     "  fix: did you mean 'pass_time'?\n"},
    {"unknown holder", "id: S\ngiven: {holder: tarou}\nsteps: [{do: pass_time, at: 2026-05-01T09:00}]\n",
     "s.yaml:2:17: error: unknown holder 'tarou'\n"
     "  2 | given: {holder: tarou}\n"
     "    |                 ^\n"
     "  fix: did you mean 'taro'?\n"},
    {"impossible date", "id: S\ngiven: {holder: taro}\nsteps: [{do: pass_time, at: 2026-02-30T09:00}]\n",
     "s.yaml:3:29: error: '2026-02-30T09:00' is not a moment that exists\n"
     "  3 | steps: [{do: pass_time, at: 2026-02-30T09:00}]\n"
     "    |                             ^\n"
     "  fix: write YYYY-MM-DDThh:mm, for example 2026-05-01T09:00\n"},
    {"equal moments",
     "id: S\ngiven: {holder: taro}\nsteps:\n  - {do: pass_time, at: 2026-05-01T09:00}\n"
     "  - {do: roadside_check, at: 2026-05-01T09:00}\n",
     "s.yaml:5:30: error: 2026-05-01T09:00 is not after the step before (2026-05-01T09:00)\n"
     "  5 |   - {do: roadside_check, at: 2026-05-01T09:00}\n"
     "    |                              ^\n"
     "  fix: the moments of a scenario strictly increase\n"},
    {"unknown input",
     "id: S\ngiven: {holder: taro}\nsteps: [{do: apply_for_card, at: 2026-05-01T09:00, with: {channel: post, "
     "wisch: wished}}]\n",
     "s.yaml:3:74: error: unknown input 'wisch' of apply_for_card\n"
     "  3 | steps: [{do: apply_for_card, at: 2026-05-01T09:00, with: {channel: post, wisch: wished}}]\n"
     "    |                                                                          ^\n"
     "  fix: did you mean 'wish'?\n"},
    {"missing input", "id: S\ngiven: {holder: taro}\nsteps: [{do: apply_for_card, at: 2026-05-01T09:00}]\n",
     "s.yaml:3:9: error: the input 'channel' is missing\n"
     "  3 | steps: [{do: apply_for_card, at: 2026-05-01T09:00}]\n"
     "    |         ^\n"
     "  fix: add with: {channel: ...}\n"},
    {"unknown word",
     "id: S\ngiven: {holder: taro}\nsteps: [{do: apply_for_card, at: 2026-05-01T09:00, with: {channel: "
     "mail}}]\n",
     "s.yaml:3:68: error: unknown word 'mail'\n"
     "  3 | steps: [{do: apply_for_card, at: 2026-05-01T09:00, with: {channel: mail}}]\n"
     "    |                                                                    ^\n"
     "  fix: one of: online_site, post, counter\n"},
    {"unknown facility, wide characters before it",
     "id: S\ngiven: {holder: taro}\nsteps: [{id: 府中で, do: integrate_licence, at: 2026-05-01T09:00, with: "
     "{facility: fuchuu}}]\n",
     "s.yaml:3:81: error: unknown facility 'fuchuu'\n"
     "  3 | steps: [{id: 府中で, do: integrate_licence, at: 2026-05-01T09:00, with: {facility: fuchuu}}]\n"
     "    |                                                                                    ^\n"
     "  fix: did you mean 'fuchu'?\n"},
    {"unknown fact in given",
     "id: S\ngiven: {holder: taro, card: {expirs: 2026-07-20}}\nsteps: [{do: pass_time, at: "
     "2026-05-01T09:00}]\n",
     "s.yaml:2:30: error: unknown fact 'card.expirs'\n"
     "  2 | given: {holder: taro, card: {expirs: 2026-07-20}}\n"
     "    |                              ^\n"
     "  fix: did you mean 'card.expires'?\n"},
    {"derived fact in given",
     "id: S\ngiven: {holder: taro, card.licence_record: absent}\nsteps: [{do: pass_time, at: "
     "2026-05-01T09:00}]\n",
     "s.yaml:2:23: error: 'card.licence_record' follows from other facts and cannot be given\n"
     "  2 | given: {holder: taro, card.licence_record: absent}\n"
     "    |                       ^\n"
     "  fix: give the facts that it follows from\n"},
    {"unknown fact in expect",
     "id: S\ngiven: {holder: taro}\nsteps: [{do: pass_time, at: 2026-05-01T09:00, expect: {card.recrod: "
     "none}}]\n",
     "s.yaml:3:56: error: unknown fact 'card.recrod'\n"
     "  3 | steps: [{do: pass_time, at: 2026-05-01T09:00, expect: {card.recrod: none}}]\n"
     "    |                                                        ^\n"
     "  fix: did you mean 'card.record'?\n"},
    {"unquoted digits",
     "id: S\ngiven: {holder: taro}\nsteps: [{do: apply_for_card, at: 2026-05-01T09:00, with: {channel: post, "
     "number: 300000000001}}]\n",
     "s.yaml:3:82: error: the digits of a text must be quoted\n"
     "  3 | steps: [{do: apply_for_card, at: 2026-05-01T09:00, with: {channel: post, number: "
     "300000000001}}]\n"
     "    |                                                                                  ^\n"
     "  fix: write \"300000000001\"\n"},
    {"wrong type",
     "id: S\ngiven: {holder: taro, holder.cash: much}\nsteps: [{do: pass_time, at: 2026-05-01T09:00}]\n",
     "s.yaml:2:36: error: expected integer, found 'much'\n"
     "  2 | given: {holder: taro, holder.cash: much}\n"
     "    |                                    ^\n"},
    {"path that matches nothing",
     "id: S\ngiven: {holder: taro}\nsteps: [{do: pass_time, at: 2026-05-01T09:00}]\nmatrix: {pass_tme.at: "
     "[2026-05-01T09:00]}\n",
     "s.yaml:4:10: error: the path 'pass_tme.at' matches nothing\n"
     "  4 | matrix: {pass_tme.at: [2026-05-01T09:00]}\n"
     "    |          ^\n"
     "  fix: did you mean 'pass_time'?\n"},
    {"unknown assumption",
     "id: S\nassume: {A-61: free}\ngiven: {holder: taro}\nsteps: [{do: pass_time, at: 2026-05-01T09:00}]\n",
     "s.yaml:2:10: error: unknown assumption 'A-61'\n"
     "  2 | assume: {A-61: free}\n"
     "    |          ^\n"
     "  fix: did you mean 'A-60'?\n"},
    {"unknown person",
     "id: S\ngiven: {holder: taro}\nothers: {jiro: {holder: taro}}\nsteps: [{do: pass_time, who: jirou, at: "
     "2026-05-01T09:00}]\n",
     "s.yaml:4:30: error: unknown person 'jirou'\n"
     "  4 | steps: [{do: pass_time, who: jirou, at: 2026-05-01T09:00}]\n"
     "    |                              ^\n"
     "  fix: did you mean 'jiro'?\n"},
    {"unknown prefecture",
     "id: S\nplace: nagan\ngiven: {holder: taro}\nsteps: [{do: pass_time, at: 2026-05-01T09:00}]\n",
     "s.yaml:2:8: error: unknown prefecture 'nagan'\n"
     "  2 | place: nagan\n"
     "    |        ^\n"
     "  fix: did you mean 'nagano'?\n"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(scenario_diagnostics)

BOOST_DATA_TEST_CASE(say_where_what_and_how_to_mend_it, boost::unit_test::data::make(table), bad) {
  BOOST_TEST(problems_of(bad.text) == bad.report);
}

BOOST_AUTO_TEST_CASE(several_are_reported_together) {
  const auto report = problems_of(
      "id: S\nplace: nagan\ngiven: {holder: tarou}\n"
      "steps: [{do: pass_tim, at: 2026-05-01T09:00}, {do: apply_for_card, at: 2026-13-01T09:00}]\n");
  for (const auto* what :
       {"unknown prefecture 'nagan'", "unknown holder 'tarou'", "unknown procedure 'pass_tim'",
        "'2026-13-01T09:00' is not a moment", "the input 'channel' is missing"})
    BOOST_TEST(report.find(what) != std::string::npos, what << " in\n" << report);
}

BOOST_AUTO_TEST_CASE(the_runs_of_a_matrix_report_a_problem_once) {
  const auto report = problems_of(
      "id: S\ngiven: {holder: taro}\nsteps: [{do: apply_for_card, at: 2026-05-01T09:00, with: {channel: "
      "post, wish: no}}]\n"
      "matrix: {apply_for_card.with.channel: [post, counter]}\n");
  BOOST_TEST(report.find("unknown word 'no'") == report.rfind("unknown word 'no'"));
}

BOOST_AUTO_TEST_SUITE_END()
