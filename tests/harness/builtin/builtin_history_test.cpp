// The driving-history certificate: issued, held in three forms, recorded again, carried over, ended.
#include <boost/test/unit_test.hpp>

#include "builtin_fixture.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::test;

namespace {

const char* const at_noon = "2026-05-11T12:00";
const char* const number = "400000000001";

Facts asking(const char* form) {
  return with(at_fuchu(), {{"form", word(form)}});
}
std::string issue(Stage& stage, const char* form, const char* at = at_noon) {
  return stage.answer("issue_history_certificate", asking(form), at);
}
/// Returned on 2025-10-20, nothing left on the card.
Facts returned() {
  return with(unrecorded_holder(), {{"licence.disposition", word("revoked_on_request")},
                                    {"licence.returned_on", day("2025-10-20")},
                                    {"licence_document.status", word("returned")},
                                    {"driver_registry.holding_form", word("none")}});
}
Facts linked_history() {
  return with(history_holder(), {{"portal_link.state", word("linked")}});
}
Facts in_form(Facts facts, const char* form) {
  return with(std::move(facts),
              {{"driver_registry.history_form", word(form)}, {"history_document.status", word("held")}});
}
std::string portal_services(Stage& stage) {
  return to_string(stage.perform("open_portal", {}, at_noon).outcomes.at("portal.services"));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(builtin_history)

BOOST_AUTO_TEST_CASE(a_licence_is_returned_and_its_history_takes_the_place_of_the_record) {
  Stage stage(recorded_holder());
  BOOST_TEST(stage.answer("return_licence", at_fuchu(), at_noon) == "done");
  BOOST_TEST(stage.saw("licence.returned_on") == "2026-05-11");
  BOOST_TEST(stage.saw("card.record") == "none");
  const auto issued = stage.perform("issue_history_certificate", asking("card_only"), at_noon);
  BOOST_CHECK(issued.outcome == Outcome::done);
  BOOST_TEST(to_string(issued.outcomes.at("fee.amount")) == "not_stated");
  for (const auto& [fact, value] :
       std::map<std::string, std::string>{{"card.history_number", number},
                                          {"card.record", "none"},
                                          {"card.record_number", "none"},
                                          {"card.record_signature", "none"},
                                          {"card.licence_pin_tries", "10"},
                                          {"card.licence_pin_setting", "set"},
                                          {"card.free_space", "9000"},
                                          {"driver_registry.history_form", "card_only"},
                                          {"driver_registry.history_card", "card"},
                                          {"driver_registry.record_card", "none"},
                                          {"driver_registry.holding_form", "none"},
                                          {"history_document.status", "not_issued"},
                                          {"record_printout.record", "none"},
                                          {"signature_submission.state", "submitted"}})
    BOOST_TEST(stage.saw(fact) == value, fact);
}

BOOST_AUTO_TEST_CASE(a_history_is_written_over_a_licence_record_that_was_left) {
  Stage stage(with(recorded_holder(), {{"licence.disposition", word("revoked_on_request")},
                                       {"driver_registry.holding_form", word("none")}}));
  BOOST_TEST(issue(stage, "paper_only") == "done");
  BOOST_TEST(stage.saw("card.record") == "1");
  BOOST_TEST(stage.saw("driver_registry.record_card") == "card");
  BOOST_TEST(issue(stage, "paper_and_card") == "done");
  BOOST_TEST(stage.saw("card.record") == "none");
  BOOST_TEST(stage.saw("card.history_number") == number);
  BOOST_TEST(stage.saw("driver_registry.record_card") == "none");
}

BOOST_AUTO_TEST_CASE(the_three_forms_follow_one_another_in_every_order) {
  Stage stage(returned());
  BOOST_TEST(issue(stage, "paper_only") == "done");
  BOOST_TEST(stage.saw("history_document.status") == "held");
  BOOST_TEST(stage.saw("card.history_number") == "none");
  BOOST_TEST(issue(stage, "paper_only") == "refused SAME_FORM");
  BOOST_TEST(issue(stage, "paper_and_card") == "done");
  BOOST_TEST(stage.saw("card.history_number") == number);
  BOOST_TEST(issue(stage, "card_only") == "done");
  BOOST_TEST(stage.saw("history_document.status") == "returned");
  BOOST_TEST(issue(stage, "card_only") == "refused SAME_FORM");
  BOOST_TEST(issue(stage, "paper_only") == "done");
  BOOST_TEST(stage.saw("card.history_number") == "none");
  BOOST_TEST(stage.saw("driver_registry.history_card") == "none");
  BOOST_TEST(stage.saw("history_document.status") == "held");
}

BOOST_AUTO_TEST_CASE(a_lost_paper_is_issued_again_in_the_same_form) {
  Stage stage(with(in_form(returned(), "paper_only"), {{"history_document.status", word("lost")}}));
  BOOST_TEST(issue(stage, "paper_only") == "done");
  BOOST_TEST(stage.saw("history_document.status") == "held");
}

BOOST_AUTO_TEST_CASE(a_record_that_is_there_already_is_not_written_again) {
  Stage stage(with(history_holder(), {{"card.licence_pin_tries", std::int64_t{4}}}));
  BOOST_TEST(issue(stage, "paper_and_card") == "done");
  BOOST_TEST(stage.saw("card.licence_pin_tries") == "4");
}

BOOST_AUTO_TEST_CASE(who_returned_a_licence_or_let_it_lapse_may_have_a_certificate_for_five_years) {
  const Facts lapsed{{"licence.disposition", word("valid")}, {"licence.expires", day("2024-05-11")}};
  const std::tuple<Facts, const char*, const char*> rows[]{
      {{}, at_noon, "done"},
      {{}, "2030-10-20T12:00", "done"},
      {{}, "2030-10-21T12:00", "refused NOT_ELIGIBLE"},
      {{{"licence.returned_on", word("none")}}, "2035-10-21T12:00", "done"},
      // 2024-05-11 is a Saturday: the licence ended on the Monday after it.
      {lapsed, "2029-05-13T12:00", "done"},
      {lapsed, "2029-05-14T12:00", "refused NOT_ELIGIBLE"},
      {{{"licence.disposition", word("revoked_disciplinary")}}, at_noon, "refused NOT_ELIGIBLE"},
      {{{"licence.disposition", word("never")}}, at_noon, "refused NOT_ELIGIBLE"},
      {{{"licence.disposition", word("valid")}}, at_noon, "refused LICENCE_IN_FORCE"},
      {{{"licence.disposition", word("suspended")}}, at_noon, "refused LICENCE_IN_FORCE"}};
  for (const auto& [changes, at, answer] : rows) {
    Stage stage(with(returned(), changes));
    BOOST_TEST(issue(stage, "paper_only", at) == answer);
  }
  Stage late(returned(), {{"A-46", word("unlimited")}, {"A-66", word("free")}});
  const auto issued = late.perform("issue_history_certificate", asking("paper_only"), "2040-10-21T12:00");
  BOOST_CHECK(issued.outcome == Outcome::done);
  BOOST_TEST(to_string(issued.outcomes.at("fee.charged")) == "false");
}

BOOST_AUTO_TEST_CASE(time_counts_for_the_first_certificate_only) {
  Stage stage(in_form(returned(), "paper_only"));
  BOOST_TEST(issue(stage, "card_only", "2035-05-11T12:00") == "refused CARD_LAPSED (REISSUE_CARD)");
  Stage again(with(in_form(returned(), "paper_only"), {{"history_document.status", word("lost")}}));
  BOOST_TEST(issue(again, "paper_only", "2035-05-11T12:00") == "done");
}

BOOST_AUTO_TEST_CASE(a_lapse_that_no_run_has_seen_ends_the_licence_first) {
  Stage stage(with(linked_holder(), {{"licence.expires", day("2026-04-20")}}));
  BOOST_TEST(issue(stage, "card_only") == "done");
  BOOST_TEST(stage.saw("driver_registry.holding_form") == "none");
  BOOST_TEST(stage.saw("signature_submission.state") == "none");
  BOOST_TEST(stage.saw("portal_link.state") == "linked");
  BOOST_TEST(stage.saw("portal_link.licence_ended") == "false");
  BOOST_TEST(portal_services(stage) == "[notices, one_stop, view_licence]");
  BOOST_TEST(stage.answer("lapse_licence", {}, at_noon) == "refused NOT_LAPSED");
}

BOOST_AUTO_TEST_CASE(the_paper_needs_no_card_and_the_card_form_a_sound_one) {
  const std::pair<Facts, const char*> rows[]{
      {{{"card.chip", word("broken")}}, "refused CHIP_BROKEN (REISSUE_CARD)"},
      {{{"card.possession", word("lost")}}, "refused CARD_NOT_ACTIVE"},
      {{{"card.status", word("temporarily_stopped")}}, "refused CARD_STOPPED"},
      {{{"card.status", word("invalidated")}}, "refused CARD_LAPSED (REISSUE_CARD)"},
      {{{"card.free_space", std::int64_t{6599}}}, "refused CHIP_FULL (REISSUE_CARD)"},
      {{{"holder.cash", std::int64_t{0}}}, "refused FEE_SHORT"},
      {{{"system.driver_registry", word("down")}}, "refused SYSTEM_DOWN"},
      {{{"system.card_registry", word("down")}}, "refused SYSTEM_DOWN"}};
  for (const auto& [changes, answer] : rows) {
    Stage stage(with(returned(), changes));
    BOOST_TEST(issue(stage, "card_only") == answer);
    const bool about_the_card =
        std::string(answer).find("FEE") == std::string::npos && !changes.contains("system.driver_registry");
    BOOST_TEST(issue(stage, "paper_only") == (about_the_card ? "done" : answer));
  }
  Stage before(returned(), {}, "2025-03-01T00:00");
  BOOST_TEST(issue(before, "card_only", "2025-03-23T12:00") == "refused NOT_STARTED");
  BOOST_TEST(issue(before, "paper_only", "2025-03-23T12:00") == "done");
}

BOOST_AUTO_TEST_CASE(the_portal_serves_who_holds_a_history_on_the_card) {
  const std::pair<Facts, std::string> rows[]{
      {linked_history(), "[notices, one_stop, view_licence]"},
      {in_form(linked_history(), "paper_and_card"), "[notices, view_licence]"},
      {in_form(linked_history(), "paper_only"), "[]"},
      {with(linked_history(), {{"driver_registry.history_card", word("previous_card")},
                               {"previous_card.status", word("invalidated")}}),
       "[]"},
      {with(linked_history(), {{"portal_link.state", word("unlinked")}}), "[]"}};
  for (const auto& [facts, offered] : rows) {
    Stage stage(facts);
    BOOST_TEST(portal_services(stage) == offered);
  }
  Stage stage(linked_history());
  BOOST_TEST(stage.answer("view_licence", {}, at_noon) == "done");
  BOOST_TEST(stage.answer("take_online_lecture", {}, at_noon) == "refused NO_LICENCE NO_MY_NUMBER_LICENCE");
  BOOST_TEST(stage.answer("change_domicile", {}, at_noon) ==
             "refused NOTHING_TO_REPORT NOT_MY_NUMBER_ONLY NO_LICENCE");
  Stage both(in_form(linked_history(), "paper_and_card"));
  BOOST_TEST(both.answer("consent_one_stop", {{"items", WordSet{"address"}}}, at_noon) ==
             "refused NOT_MY_NUMBER_ONLY");
}

BOOST_AUTO_TEST_CASE(the_link_is_made_with_the_card_of_the_history) {
  const Facts nothing_yet{{"signature_submission.state", word("none")},
                          {"signature_submission.at", word("none")}};
  const Facts password{{"facility", word("shibuya_station")}, {"password", word("KARIMEN2025")}};
  Stage stage(with(history_holder(), nothing_yet));
  BOOST_TEST(stage.answer("link_portal", password, at_noon) == "refused FIRST_SUBMISSION_MISSING");
  BOOST_TEST(stage.answer("submit_signature_certificate", password, at_noon) == "done");
  BOOST_TEST(stage.saw("signature_submission.items") == "3");
  BOOST_TEST(stage.answer("link_portal", password, at_noon) == "done");
  Stage absent(with(returned(), nothing_yet));
  BOOST_TEST(absent.answer("submit_signature_certificate", password, at_noon) ==
             "refused NO_MY_NUMBER_LICENCE");
  // Another first submission is asked of who holds a my_number_licence again.
  Stage again(with(with(history_holder(), nothing_yet),
                   {{"portal_link.state", word("unlinked")}, {"portal_link.licence_ended", true}}));
  BOOST_TEST(again.answer("link_portal", password, at_noon) == "done");
}

BOOST_AUTO_TEST_CASE(one_stop_is_for_who_holds_the_card_alone) {
  const Facts start =
      with(at_fuchu(), {{"password", word("KARIMEN2025")}, {"items", WordSet{"address", "name"}}});
  Stage stage(history_holder());
  BOOST_TEST(stage.answer("start_one_stop", start, at_noon) == "done");
  const auto moved = stage.perform("change_register", {}, at_noon);
  BOOST_TEST(to_string(moved.outcomes.at("one_stop.result")) == "applied");
  BOOST_TEST(stage.saw("driver_registry.address") == "2");
  BOOST_TEST(issue(stage, "paper_and_card") == "done");
  BOOST_TEST(stage.saw("one_stop.address") == "none");
  Stage both(in_form(history_holder(), "paper_and_card"));
  BOOST_TEST(both.answer("start_one_stop", start, at_noon) == "refused NOT_MY_NUMBER_ONLY");
  BOOST_TEST(both.answer("change_register", {}, at_noon) == "done (REPORT_TO_POLICE)");
  BOOST_TEST(both.answer("report_change", at_fuchu(), at_noon) == "done");
  BOOST_TEST(both.saw("driver_registry.address") == "2");
}

BOOST_AUTO_TEST_CASE(a_new_card_carries_the_history_on) {
  Stage stage(history_holder());
  stage.renew_card({{"number", word(number)}});
  BOOST_TEST(stage.saw("card_application.obstacles") == "[]");
  BOOST_TEST(stage.saw("delivery_notice.licence_record") == "recorded");
  BOOST_TEST(stage.saw("card.history_number") == number);
  BOOST_TEST(stage.saw("card.record") == "none");
  BOOST_TEST(stage.saw("card.free_space") == "9784");
  BOOST_TEST(stage.saw("card.licence_pin_tries") == "10");
  BOOST_TEST(stage.saw("driver_registry.history_card") == "card");
  Stage former(history_holder());
  former.renew_card();  // the number of the licence record that was
  BOOST_TEST(former.saw("card_application.obstacles") == "[NUMBER]");
  BOOST_TEST(former.saw("driver_registry.history_card") == "previous_card");
  Stage licence(recorded_holder());
  licence.renew_card({{"number", word(number)}});
  BOOST_TEST(licence.saw("card_application.obstacles") == "[NUMBER]");
  Stage paper(in_form(returned(), "paper_only"));
  paper.renew_card({{"number", word(number)}});
  BOOST_TEST(paper.saw("card_application.obstacles") ==
             "[LICENCE_STATUS, NOT_SUBMITTED, NO_LICENCE_RECORD_ON_CARD, NUMBER]");
}

BOOST_AUTO_TEST_CASE(a_card_made_before_the_story_begins_carries_the_history_given) {
  Stage stage(with(history_holder(), {{"card_application.state", word("notice_sent")},
                                      {"card_application.at", moment("2026-04-21T09:00")},
                                      {"card_application.channel", word("online_site")},
                                      {"card_application.reason", word("expiry")},
                                      {"delivery_notice.state", word("held")},
                                      {"delivery_notice.licence_record", word("recorded")},
                                      {"next_card.history_number", word(number)},
                                      {"next_card.signature_certificate", word("issued")},
                                      {"next_card.expires", day("2036-07-20")}}));
  BOOST_TEST(stage.saw("next_card.history_number") == number);
  BOOST_TEST(stage.saw("next_card.record") == "none");
  BOOST_TEST(stage.answer("deliver_card", {}, at_noon) == "done");
  BOOST_TEST(stage.saw("card.history_number") == number);
  BOOST_TEST(stage.saw("driver_registry.history_card") == "card");
}

BOOST_AUTO_TEST_CASE(what_was_not_carried_over_is_recorded_again) {
  Stage stage(history_holder());
  stage.renew_card({{"number", word("300000000001")}});
  BOOST_TEST(stage.saw("delivery_notice.licence_record") == "not_recorded");
  BOOST_TEST(stage.saw("card.history_number") == "none");
  const auto again = stage.perform(
      "re_record_licence", with(at_fuchu(), {{"documents", WordSet{"delivery_notice"}}}), "2026-06-11T12:00");
  BOOST_CHECK(again.outcome == Outcome::done);
  BOOST_TEST(to_string(again.outcomes.at("fee.charged")) == "false");
  BOOST_TEST(stage.saw("card.history_number") == number);
  BOOST_TEST(stage.saw("driver_registry.history_card") == "card");
  BOOST_TEST(stage.saw("record_printout.record") == "none");
  BOOST_TEST(stage.answer("re_record_licence", at_fuchu(), "2026-06-12T12:00") ==
             "refused NOTHING_TO_RECORD (NO_DOCUMENT)");
  Stage paper(in_form(returned(), "paper_only"));
  BOOST_TEST(paper.answer("re_record_licence", at_fuchu(), at_noon) ==
             "refused LICENCE_STATUS NOT_A_HOLDER (NO_DOCUMENT)");
}

BOOST_AUTO_TEST_CASE(a_licence_acquired_again_ends_the_history) {
  for (const char* form : {"my_number_only", "licence_only"}) {
    const bool on_card = form == std::string("my_number_only");
    Stage stage(in_form(with(linked_history(), {{"one_stop.address", word("consented")}}), "paper_and_card"));
    BOOST_TEST(stage.answer("acquire_licence", asking(form), at_noon) == "done");
    BOOST_TEST(stage.saw("driver_registry.history_form") == "none");
    BOOST_TEST(stage.saw("driver_registry.history_card") == "none");
    BOOST_TEST(stage.saw("history_document.status") == "returned");
    BOOST_TEST(stage.saw("card.history_number") == "none");
    BOOST_TEST(stage.saw("card.record") == (on_card ? "2" : "none"));
    BOOST_TEST(stage.saw("licence.returned_on") == "none");
    BOOST_TEST(stage.saw("portal_link.state") == "linked");
    BOOST_TEST(stage.saw("one_stop.address") == (on_card ? "consented" : "none"));
  }
}

BOOST_AUTO_TEST_CASE(a_history_is_no_licence_record) {
  Stage stage(history_holder());
  const auto check = [&](const char* mode) {
    const Facts shown{{"presents", WordSet{"card"}}, {"mode", word(mode)}};
    return to_string(stage.perform("roadside_check", shown, at_noon).outcomes.at("roadside.finding"));
  };
  BOOST_TEST(check("online") == "UNLICENSED_REVOKED");
  BOOST_TEST(check("offline") == "RECORD_ABSENT");
  BOOST_TEST(stage.answer("erase_licence_record", at_fuchu(), at_noon) == "refused NOTHING_TO_ERASE");
  BOOST_TEST(stage.answer("rewrite_licence_record", at_fuchu(), at_noon) ==
             "refused LICENCE_STATUS NOT_A_HOLDER NO_MY_NUMBER_LICENCE");
  const auto shown = stage.perform("read_with_app", {{"pin", word("8642")}}, at_noon);
  BOOST_TEST(to_string(shown.outcomes.at("app_reading.result")) == "FIELDS_SHOWN");
  BOOST_TEST(to_string(shown.outcomes.at("app_reading.name")) == "as_registered");
  BOOST_TEST(to_string(shown.outcomes.at("app_reading.expires")) == "none");
  BOOST_TEST(to_string(shown.outcomes.at("app_reading.colour_class")) == "none");
}

BOOST_AUTO_TEST_CASE(two_records_on_one_chip_are_refused_before_anything_runs) {
  PullingSlot slot;
  const BuiltinSystem system(slot, premises());
  const auto facts = with(recorded_holder(), {{"card.history_number", word(number)}});
  const auto refusals = system.refuses({{"holder", facts}});
  BOOST_REQUIRE(refusals.size() == 1);
  BOOST_TEST(refusals.front().fact == "card.history_number");
}

BOOST_AUTO_TEST_SUITE_END()
