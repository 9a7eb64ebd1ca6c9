#include <boost/test/unit_test.hpp>

#include "builtin_fixture.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::test;

namespace {

struct Check {
  const char* what;
  Facts changes;  ///< of a holder of a my_number_licence
  Facts inputs;
  const char* finding;
};

const Facts by_their_card{{"presents", WordSet{"card"}}};
const Facts offline{{"presents", WordSet{"card"}}, {"mode", std::string("offline")}};
const Facts other{{"presents", WordSet{"other_persons_card"}}};

const std::vector<Check>& checks() {
  static const std::vector<Check> table{
      {"a record in force", {}, by_their_card, "OK"},
      {"an expired card",
       {{"card.expires", day("2025-07-20")},
        {"card.authentication_certificate_expires", day("2025-07-20")},
        {"card.signature_certificate_expires", day("2025-07-20")}},
       by_their_card,
       "OK"},
      {"nothing", {}, {{"presents", WordSet{}}}, "NOT_CARRYING"},
      {"a printout", {}, {{"presents", WordSet{"record_printout", "smartphone"}}}, "NOT_CARRYING"},
      {"a lost card", {{"card.possession", word("lost")}}, by_their_card, "NOT_CARRYING"},
      {"another person's card", {}, other, "HOLDER_MISMATCH"},
      {"no reading allowed",
       {},
       {{"presents", WordSet{"card"}}, {"reading", word("refused")}},
       "NOT_PRESENTED"},
      {"a document not in hand", {}, {{"presents", WordSet{"licence_document"}}}, "NOT_CARRYING"},
      {"a document in hand",
       {{"licence_document.status", word("held")}},
       {{"presents", WordSet{"licence_document"}}},
       "OK"},
      {"a broken chip", {{"card.chip", word("broken")}}, by_their_card, "RECORD_UNREADABLE"},
      {"a card that ended without a successor", {{"card.status", word("invalidated")}}, by_their_card, "OK"},
      {"an earlier photograph",
       {{"card.record_photo", word("photo-02")}},
       by_their_card,
       "OK_REWRITE_ADVISED"},
      {"a suspension", {{"licence.disposition", word("suspended")}}, by_their_card, "UNLICENSED_SUSPENDED"},
      {"a suspension, offline", {{"licence.disposition", word("suspended")}}, offline, "OFFLINE_UNVERIFIED"},
      {"a stale record", {{"licence.record", std::int64_t{2}}}, by_their_card, "OK_REWRITE_ADVISED"},
      {"a stale record past its end",
       {{"licence.record", std::int64_t{2}}, {"card.record_expires", day("2026-04-20")}},
       by_their_card,
       "RECORD_OUTDATED"},
      {"a lapsed licence", {{"licence.expires", day("2026-04-20")}}, by_their_card, "UNLICENSED_LAPSED"}};
  return table;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(builtin_checks)

BOOST_AUTO_TEST_CASE(the_officer_finds_what_is_there) {
  for (const auto& [what, changes, inputs, finding] : checks()) {
    Facts holder = recorded_holder();
    for (const auto& [name, value] : changes) holder.insert_or_assign(name, value);
    Stage stage(holder);
    const auto before = stage.see_all();
    const auto result = stage.perform("roadside_check", inputs, "2026-05-11T12:00");
    BOOST_TEST(to_string(result.outcomes.at("roadside.finding")) == finding, what);
    BOOST_CHECK(stage.see_all() == before);
  }
}

BOOST_AUTO_TEST_CASE(a_superseded_card_is_found_out_unless_custom_allows_it) {
  for (const bool allowed : {false, true}) {
    Stage stage(recorded_holder(), {{"A-28", word(allowed ? "usable_until_re_recorded" : "superseded")}});
    stage.perform("reissue_card", {{"reason", word("damaged")}}, "2026-05-02T09:00");
    stage.perform("personalise_card", {}, "2026-05-22T09:00");
    stage.perform("send_delivery_notice", {}, "2026-06-01T09:00");
    stage.perform("deliver_card", {{"old_card", word("kept")}}, "2026-06-10T10:00");
    const auto result =
        stage.perform("roadside_check", {{"presents", WordSet{"previous_card"}}}, "2026-06-11T12:00");
    BOOST_TEST(to_string(result.outcomes.at("roadside.finding")) == (allowed ? "OK" : "SUPERSEDED_RECORD"));
  }
}

BOOST_AUTO_TEST_CASE(what_keeps_a_submission_away_is_named_together_and_costs_no_try) {
  Stage stage(recorded_holder());
  const Facts inputs{{"facility", word("matsumoto_station")},
                     {"password", word("short")},
                     {"terminal", word("down")},
                     {"certificate", word("mobile")}};
  const auto result = stage.perform("submit_signature_certificate", inputs, "2026-05-11T12:00");
  BOOST_CHECK(result.obstacles ==
              (WordSet{"FACILITY", "PASSWORD_FORMAT", "TERMINAL_DOWN", "CARD_CERTIFICATE_REQUIRED"}));
  BOOST_TEST(to_string(stage.see("card.signature_password_tries")) == "5");
}

BOOST_AUTO_TEST_CASE(the_renewal_fee_is_known_in_kagoshima_only) {
  const Facts changes{{"licence.expires", day("2026-08-20")}, {"card.record_expires", day("2026-08-20")}};
  for (const auto& [facility, amount] :
       {std::pair{"kagoshima_licence_centre", "2900"}, std::pair{"fuchu_test_centre", "not_stated"}}) {
    Facts holder = recorded_holder();
    for (const auto& [name, value] : changes) holder.insert_or_assign(name, value);
    Stage stage(holder);
    const auto result =
        stage.perform("renew_licence", {{"facility", word(facility)}, {"form", word("my_number_only")}},
                      "2026-06-22T09:00");
    BOOST_CHECK(result.outcome == Outcome::done);
    BOOST_TEST(to_string(result.outcomes.at("fee.amount")) == amount);
  }
}

BOOST_AUTO_TEST_SUITE_END()
