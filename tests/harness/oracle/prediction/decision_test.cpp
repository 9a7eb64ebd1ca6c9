// Decision tables: hit policies, dates, places, overriding, gaps, and the words for it all.
#include <boost/test/unit_test.hpp>

#include "harness/oracle/prediction/explanation.hpp"
#include "tests/harness/oracle/example.hpp"

using namespace karimen;
using namespace karimen::harness;

namespace {

/// An answer, and the rulebook that its traces point into.
struct Asked : Answer {
  std::shared_ptr<Oracle> oracle;
};

Asked ask(const std::string& rules, const Facts& holder = {}, const char* at = "2026-05-01T09:00",
          const std::string& place = "tokyo") {
  auto oracle = std::make_shared<Oracle>(example::oracle(rules, holder));
  return {oracle->decide("d", "holder", example::moment(at), place), oracle};
}

/// The answer of one output, or "undecided".
std::string value(const Answer& answer, const std::string& output = "value") {
  return !answer.undecided.empty() ? "undecided" : to_string(answer.outputs.at(output));
}

RuleState state_of(const Answer& answer, const std::string& id) {
  for (const auto& trace : answer.rules)
    if (trace.rule->id == id) return trace.state;
  throw std::out_of_range(id);
}

std::string explained(const Answer& answer, const std::string& id, Language language = Language::en) {
  for (const auto& trace : answer.rules)
    if (trace.rule->id == id) return explain(trace, language);
  return "no trace";
}

const char* const collecting = R"yaml(
decision: d
hit_policy: collect
rules:
  - {id: A, when: {licence.status: "suspended"}, then: {obstacle: FACILITY}}
  - {id: B, when: {licence.record: "> 5"}, then: {obstacle: [OUT_OF_HOURS, BEFORE_SCHEME]}}
  - {id: C, when: {licence.status: "not(lapsed)"}, then: {warning: SLOT_MISSED}}
  - {id: D, when: {card.expires: "< 2020-01-01"}, then: {obstacle: NOT_SUBMITTED}}
)yaml";

const char* const dated = R"yaml(
decision: d
hit_policy: first
rules:
  - {id: OLD, then: {value: old}, effective: {until: 2025-08-31}}
  - {id: NEW, then: {value: new}, effective: {from: 2025-09-01, until: 2026-12-31}}
)yaml";

const char* const placed = R"yaml(
decision: d
hit_policy: collect
rules:
  - {id: NATIONAL, then: {obstacle: OUT_OF_HOURS}}
  - {id: TOKYO, when: {licence.status: "suspended"}, then: {obstacle: FACILITY}, place: tokyo, overrides: NATIONAL}
  - {id: NAGANO, then: {obstacle: NOT_SUBMITTED}, place: [nagano, kagoshima]}
)yaml";

}  // namespace

BOOST_AUTO_TEST_SUITE(decision_tables)

BOOST_AUTO_TEST_CASE(collect_names_every_obstacle_and_warning) {
  const Facts all{{"licence.status", std::string("suspended")},
                  {"licence.record", std::int64_t{6}},
                  {"card.expires", example::date("2019-12-31")}};
  const auto answer = ask(collecting, all);
  BOOST_TEST(value(answer, "obstacle") == "[BEFORE_SCHEME, FACILITY, NOT_SUBMITTED, OUT_OF_HOURS]");
  BOOST_TEST(value(answer, "warning") == "[SLOT_MISSED]");
  const auto none = ask(collecting, {{"card.expires", example::date("2030-01-01")}});
  BOOST_TEST(value(none, "obstacle") == "[]");
}

BOOST_AUTO_TEST_CASE(a_fact_without_value_leaves_only_its_own_row_open) {
  const auto answer = ask(collecting, {{"licence.status", std::string("suspended")}});
  BOOST_TEST(answer.undecided.begin()->second == "card.expires has no value");
  BOOST_TEST(!answer.outputs.contains("obstacle"));  // what is open has no value beside it
  BOOST_TEST((state_of(answer, "D") == RuleState::undecided));
  BOOST_TEST(explained(answer, "D") ==
             "D is undecided because card.expires was without a value, it needs \"< 2020-01-01\"");
}

BOOST_AUTO_TEST_CASE(an_open_row_whose_code_applies_anyway_opens_nothing) {
  const auto answer = ask(R"yaml(
decision: d
hit_policy: collect
rules:
  - {id: A, then: {obstacle: FACILITY}}
  - {id: B, when: {card.expires: "< 2020-01-01"}, then: {obstacle: FACILITY}}
)yaml");
  BOOST_TEST(value(answer, "obstacle") == "[FACILITY]");
}

BOOST_AUTO_TEST_CASE(rows_are_selected_by_date_to_the_day) {
  BOOST_TEST(value(ask(dated, {}, "2025-08-31T23:59")) == "old");
  BOOST_TEST(value(ask(dated, {}, "2025-09-01T00:00")) == "new");
  BOOST_TEST(value(ask(dated, {}, "2026-12-31T23:59")) == "new");
  const auto later = ask(dated, {}, "2027-01-01T00:00");
  BOOST_TEST(later.undecided.begin()->second == "no row of d is in force");
  BOOST_TEST((state_of(later, "NEW") == RuleState::not_in_force));
  BOOST_TEST(explained(later, "OLD") == "OLD is not in force on that day (until 2025-08-31T23:59:59)");
}

BOOST_AUTO_TEST_CASE(rows_may_begin_at_an_hour) {
  const char* const rules = R"yaml(
decision: d
hit_policy: first
rules:
  - {id: SITE, then: {value: open}, effective: {from: 2025-09-18T09:00}}
otherwise: {id: SHUT, then: {value: closed}}
)yaml";
  BOOST_TEST(value(ask(rules, {}, "2025-09-18T08:59")) == "closed");
  BOOST_TEST(value(ask(rules, {}, "2025-09-18T09:00")) == "open");
}

BOOST_AUTO_TEST_CASE(as_of_names_the_date_that_selects) {
  const auto rules = std::string(dated) + "as_of: card_application.date\n";
  BOOST_TEST(value(ask(rules, {{"card_application.date", example::date("2025-08-31")}})) == "old");
  BOOST_TEST(value(ask(rules, {{"card_application.date", example::date("2025-09-01")}})) == "new");
  BOOST_TEST(ask(rules).undecided.begin()->second ==
             "d is decided as of card_application.date, which is none");
}

BOOST_AUTO_TEST_CASE(national_and_local_rows_apply_together_unless_overridden) {
  BOOST_TEST(value(ask(placed, {}, "2026-05-01T09:00", "nagano"), "obstacle") ==
             "[NOT_SUBMITTED, OUT_OF_HOURS]");
  BOOST_TEST(value(ask(placed, {}, "2026-05-01T09:00", "osaka"), "obstacle") == "[OUT_OF_HOURS]");
  // in force is enough to hide: the local row's own cells need not hold
  const auto tokyo = ask(placed);
  BOOST_TEST(value(tokyo, "obstacle") == "[]");
  BOOST_TEST((state_of(tokyo, "NATIONAL") == RuleState::overridden));
  BOOST_TEST((state_of(tokyo, "NAGANO") == RuleState::elsewhere));
  BOOST_TEST(explained(tokyo, "NATIONAL") == "NATIONAL gives way to TOKYO");
}

BOOST_AUTO_TEST_CASE(first_takes_the_first_row_and_unique_reports_a_conflict) {
  const std::string rows = R"yaml(
rules:
  - {id: A, when: {licence.record: "1"}, then: {value: one, amount: 1500}}
  - {id: B, when: {licence.record: "< 9"}, then: {value: few, amount: licence.record}}
)yaml";
  const auto first = ask("decision: d\nhit_policy: first" + rows);
  BOOST_TEST(value(first) == "one");
  BOOST_TEST(value(first, "amount") == "1500");
  BOOST_TEST((state_of(first, "B") == RuleState::not_reached));
  const auto unique = ask("decision: d\nhit_policy: unique" + rows);
  BOOST_TEST(unique.undecided.begin()->second == "conflict: A and B both apply");
  BOOST_TEST(value(ask("decision: d\nhit_policy: unique" + rows, {{"licence.record", std::int64_t{5}}}),
                   "amount") == "5");
  const auto gap = ask("decision: d\nhit_policy: unique" + rows, {{"licence.record", std::int64_t{9}}});
  BOOST_TEST(gap.undecided.begin()->second == "no row of d applies");
}

BOOST_AUTO_TEST_CASE(a_row_may_leave_the_answer_open) {
  const auto answer = ask(R"yaml(
decision: d
hit_policy: first
rules:
  - {id: A, when: {licence.status: "valid"}, then: {undecided: REFER}, because: {en: "the sources are silent"}}
  - {id: B, then: {value: free}}
)yaml");
  BOOST_TEST(answer.undecided.begin()->second == "A leaves it open: REFER (the sources are silent)");
}

BOOST_AUTO_TEST_CASE(an_answer_rests_only_on_assumptions_that_could_change_it) {
  const char* const rules = R"yaml(
decision: d
hit_policy: first
rules:
  - {id: A, when: {licence.status: "suspended", assume.A-10: "erased"}, then: {value: gone}}
  - {id: B, then: {value: there}}
)yaml";
  BOOST_TEST(ask(rules).assumptions.empty());
  const auto suspended = ask(rules, {{"licence.status", std::string("suspended")}});
  BOOST_TEST(value(suspended) == "there");
  BOOST_TEST(suspended.assumptions == std::set<std::string>{"A-10"});
}

BOOST_AUTO_TEST_CASE(explanations_cite_what_was_seen_and_the_source) {
  const char* const rules = R"yaml(
decision: d
hit_policy: collect
rules:
  - id: INHERIT-12
    when: {signature_submission.state: "none", licence.status: "valid, suspended"}
    then: {obstacle: NOT_SUBMITTED}
    because: {ja: "提出していない", en: "nothing had been submitted"}
    source: [{document: an_office, quote: "事前に提出"}, {inferred_from: [INHERIT-15]}]
)yaml";
  BOOST_TEST(explained(ask(rules), "INHERIT-12") ==
             "INHERIT-12 fired because signature_submission.state = none and licence.status = valid: nothing "
             "had been "
             "submitted; source an_office 「事前に提出」; inferred from INHERIT-15");
  BOOST_TEST(
      explained(ask(rules), "INHERIT-12", Language::ja) ==
      "INHERIT-12 を適用。signature_submission.state = none、licence.status = valid。理由: 提出していない。"
      "出典 an_office 「事前に提出」; 推論 INHERIT-15");
  const auto submitted = ask(rules, {{"signature_submission.state", std::string("submitted")},
                                     {"licence.status", std::string("lapsed")}});
  BOOST_TEST(
      explained(submitted, "INHERIT-12") ==
      "INHERIT-12 did not fire because signature_submission.state was submitted, it needs \"none\" and "
      "licence.status was lapsed, it needs \"valid, suspended\"; source an_office 「事前に提出」; inferred "
      "from "
      "INHERIT-15");
}

BOOST_AUTO_TEST_SUITE_END()
