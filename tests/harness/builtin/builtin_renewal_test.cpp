// Renewals: lectures, notices, the end of validity, what a suspension forbids.
#include <boost/test/unit_test.hpp>

#include "builtin_fixture.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::test;

namespace {

const char* const in_window = "2026-06-22T09:00";

/// Linked, and in the renewal window on 2026-06-22.
Facts renewing_holder() {
  return with(linked_holder(), {{"licence.expires", day("2026-08-20")},
                                {"card.record_expires", day("2026-08-20")},
                                {"card.expires", day("2036-07-20")},
                                {"card.authentication_certificate_expires", day("2030-07-20")},
                                {"card.signature_certificate_expires", day("2030-07-20")}});
}

Facts renewal(const char* facility, const char* lecture, const char* form = "my_number_only") {
  return {{"facility", word(facility)}, {"form", word(form)}, {"lecture", word(lecture)}};
}

std::string amount(Stage& stage, const Facts& inputs) {
  return to_string(stage.perform("renew_licence", inputs, in_window).outcomes.at("fee.amount"));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(builtin_renewal)

BOOST_AUTO_TEST_CASE(an_online_lecture_is_paid_and_used_up_at_the_renewal) {
  Stage stage(renewing_holder());
  const auto online = renewal("kagoshima_licence_centre", "online");
  BOOST_TEST(stage.answer("renew_licence", online, in_window) == "refused LECTURE_NOT_TAKEN");
  BOOST_TEST(stage.answer("take_online_lecture", {}, in_window) == "done (VISIT_STILL_NEEDED)");
  BOOST_TEST(stage.saw("online_lecture.state") == "completed");
  BOOST_TEST(amount(stage, online) == "2300");
  BOOST_TEST(stage.saw("holder.cash") == "97700");
  BOOST_TEST(stage.saw("online_lecture.state") == "none");
  BOOST_TEST(stage.saw("licence.renewed_on") == "2026-06-22");
}

BOOST_AUTO_TEST_CASE(an_online_lecture_is_for_some_classes_in_the_window_only) {
  Stage early(linked_holder());
  BOOST_TEST(early.answer("take_online_lecture", {}, in_window) == "refused TOO_EARLY");
  Stage violation(with(renewing_holder(), {{"licence.driver_class", word("violation")}}));
  BOOST_TEST(violation.answer("take_online_lecture", {}, in_window) == "refused DRIVER_CLASS");
  Stage old(with(renewing_holder(), {{"holder.birth_date", day("1950-07-20")}}));
  BOOST_TEST(old.answer("take_online_lecture", {}, in_window) == "refused ELDERLY");
  BOOST_TEST(old.answer("renew_licence", renewal("fuchu_test_centre", "elderly"), in_window) ==
             "refused ELDERLY_LECTURE_REQUIRED");
  BOOST_TEST(old.answer("take_elderly_lecture", {}, in_window) == "done");
  BOOST_TEST(old.answer("renew_licence", renewal("fuchu_test_centre", "elderly"), in_window) == "done");
  BOOST_TEST(old.saw("elderly_lecture.state") == "none");
  Stage young(renewing_holder());
  BOOST_TEST(young.answer("take_elderly_lecture", {}, in_window) == "refused NOT_ELDERLY");
}

BOOST_AUTO_TEST_CASE(a_lecture_is_judged_again_unless_custom_freezes_it) {
  const Facts worse{{"online_lecture.state", word("completed")}, {"licence.driver_class", word("violation")}};
  Stage judged(with(renewing_holder(), worse));
  BOOST_TEST(judged.answer("renew_licence", renewal("fuchu_test_centre", "online"), in_window) ==
             "refused LECTURE_NOT_TAKEN");
  Stage frozen(with(renewing_holder(), worse), {{"A-31", word("frozen")}});
  BOOST_TEST(frozen.answer("renew_licence", renewal("fuchu_test_centre", "online"), in_window) == "done");
  for (const auto& [fee, amount_paid] :
       {std::pair{"online_fee", "3050"}, std::pair{"in_person_fee", "3650"}}) {
    Stage plastic(with(renewing_holder(), {{"online_lecture.state", word("completed")}}),
                  {{"A-48", word(fee)}});
    BOOST_TEST(amount(plastic, renewal("kagoshima_licence_centre", "online", "licence_only")) == amount_paid);
  }
}

BOOST_AUTO_TEST_CASE(the_end_counts_from_the_birthday_and_is_clamped_once) {
  const Facts born{{"holder.birth_date", day("1986-01-31")},
                   {"licence.expires", day("2027-02-28")},
                   {"card.record_expires", day("2027-02-28")}};
  Stage stage(with(renewing_holder(), born), {}, "2027-01-15T00:00");
  stage.perform("renew_licence", renewal("fuchu_test_centre", "in_person"), "2027-01-15T10:00");
  BOOST_TEST(stage.saw("licence.expires") == "2032-02-29");
}

BOOST_AUTO_TEST_CASE(nobody_gives_the_plastic_licence_away_during_a_suspension) {
  const Facts suspended{{"licence.disposition", word("suspended")}};
  Stage plastic(with(with(unrecorded_holder(), {{"licence.expires", day("2026-08-20")}}), suspended));
  const auto answer = plastic.answer("renew_licence", renewal("fuchu_test_centre", "in_person"), in_window);
  BOOST_TEST(answer.starts_with("refused LICENCE_SUSPENDED"), answer);
  BOOST_TEST(plastic.saw("licence_document.status") == "held");
  Stage empty(with(with(renewing_holder(), suspended), {{"driver_registry.holding_form", word("both")},
                                                        {"licence_document.status", word("held")},
                                                        {"card.record", word("none")},
                                                        {"card.licence_pin_tries", word("none")}}));
  BOOST_TEST(empty.answer("renew_licence", renewal("fuchu_test_centre", "in_person"), in_window) ==
             "refused LICENCE_SUSPENDED");
}

BOOST_AUTO_TEST_CASE(a_bad_card_refuses_a_form_or_by_custom_the_renewal_of_its_holder) {
  const Facts broken{{"card.chip", word("broken")}};
  const auto answer = [&](const Facts& holder, const char* form, const char* custom) {
    Stage stage(with(with(holder, {{"licence.expires", day("2026-08-20")}}), broken),
                {{"A-30", word(custom)}});
    const auto text =
        stage.answer("renew_licence", renewal("fuchu_test_centre", "in_person", form), in_window);
    return text.substr(0, text.find(" ("));
  };
  BOOST_TEST(answer(recorded_holder(), "my_number_only", "licence_only") == "refused FORM_NOT_POSSIBLE");
  BOOST_TEST(answer(recorded_holder(), "licence_only", "licence_only") == "done");
  BOOST_TEST(answer(recorded_holder(), "my_number_only", "refused") == "refused CHIP_BROKEN");
  BOOST_TEST(answer(recorded_holder(), "licence_only", "refused") == "refused CHIP_BROKEN");
  BOOST_TEST(answer(unrecorded_holder(), "licence_only", "refused") == "done");
}

BOOST_AUTO_TEST_CASE(a_record_withheld_before_delivery_is_not_on_the_chip) {
  for (const auto& [custom, record] :
       {std::pair{"delivered_with_record", "1"}, std::pair{"record_blocked", "none"}}) {
    Stage stage(recorded_holder(), {{"A-08", word(custom)}});
    stage.perform("apply_for_card", application(), "2026-05-01T09:00");
    stage.perform("personalise_card", {}, "2026-05-22T09:00");
    stage.perform("send_delivery_notice", {}, "2026-06-01T09:00");
    stage.perform("suspend_licence", {}, "2026-06-05T09:00");
    stage.perform("deliver_card", {}, "2026-06-10T10:00");
    BOOST_TEST(stage.saw("card.record") == record);
  }
}

BOOST_AUTO_TEST_CASE(a_notice_goes_where_the_registry_knows_the_holder_to_live) {
  const auto notice = [](Stage& stage) {
    const auto result = stage.perform("send_renewal_notice", {}, in_window).outcomes;
    return to_string(result.at("renewal_notice.postcard")) + " " +
           to_string(result.at("renewal_notice.app")) + " " + to_string(result.at("renewal_notice.portal"));
  };
  Stage here(renewing_holder());
  BOOST_TEST(notice(here) == "sent_to_current_address false true");
  Stage moved(with(renewing_holder(), {{"resident_register.address", std::int64_t{2}},
                                       {"holder.reader_app", word("installed_with_notices")},
                                       {"portal_link.state", word("never")}}));
  BOOST_TEST(notice(moved) == "sent_to_former_address true false");
  Stage early(linked_holder());
  BOOST_TEST(early.answer("send_renewal_notice", {}, in_window) == "refused TOO_EARLY");
}

BOOST_AUTO_TEST_CASE(the_app_shows_expiry_colour_and_the_name_as_the_chip_writes_it) {
  for (const auto& [encodable, name] :
       {std::pair{"encodable", "as_registered"}, std::pair{"substitutable", "substituted"}}) {
    Stage stage(with(recorded_holder(), {{"holder.name_encodable", word(encodable)},
                                         {"licence.colour_class", word("excellent")}}));
    const auto shown = stage.perform("read_with_app", {{"pin", word("8642")}}, in_window).outcomes;
    BOOST_TEST(to_string(shown.at("app_reading.expires")) == "2028-08-20");
    BOOST_TEST(to_string(shown.at("app_reading.colour_class")) == "excellent");
    BOOST_TEST(to_string(shown.at("app_reading.name")) == name);
  }
  Stage wrong(recorded_holder());
  const auto shown = wrong.perform("read_with_app", {{"pin", word("0000")}}, in_window).outcomes;
  BOOST_TEST(to_string(shown.at("app_reading.name")) == "none");
}

BOOST_AUTO_TEST_CASE(two_documents_are_advised_to_who_holds_the_card_alone) {
  Stage alone(recorded_holder());
  BOOST_TEST(alone.answer("plan_trip_abroad", {}, in_window) == "done (TWO_CARDS_RECOMMENDED)");
  Stage plastic(unrecorded_holder());
  BOOST_TEST(plastic.answer("plan_trip_abroad", {}, in_window) == "done");
}

BOOST_AUTO_TEST_SUITE_END()
