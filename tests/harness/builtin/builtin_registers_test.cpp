// Changes in the municipality's registers, one-stop, and the certificates that they revoke.
#include <boost/test/unit_test.hpp>

#include "builtin_fixture.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::test;

namespace {

const char* const midday = "2026-05-11T12:00";

Facts consenting_holder() {
  return with(linked_holder(), {{"one_stop.started", true},
                                {"one_stop.address", word("consented")},
                                {"phone.certificates", word("issued")},
                                {"phone.certificates_expire", day("2026-07-20")}});
}

std::string change(Stage& stage, const char* item) {
  const auto result = stage.perform("change_register", {{"item", word(item)}}, midday);
  const bool warned = result.warnings->contains("REPORT_TO_POLICE");
  return to_string(result.outcomes.at("one_stop.result")) + (warned ? " warned" : "");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(builtin_registers)

BOOST_AUTO_TEST_CASE(one_stop_tells_the_police_what_was_consented_to_and_no_more) {
  Stage stage(consenting_holder());
  BOOST_TEST(change(stage, "address") == "applied");
  BOOST_TEST(stage.saw("resident_register.address") == "2");
  BOOST_TEST(stage.saw("driver_registry.address") == "2");
  BOOST_TEST(stage.saw("card.signature_certificate") == "revoked");
  BOOST_TEST(stage.saw("phone.certificates") == "revoked");
  // The certificate that was valid before the first change is so no more.
  BOOST_TEST(change(stage, "address") == "not_applied warned");
  BOOST_TEST(change(stage, "name") == "not_applied warned");
  BOOST_TEST(stage.saw("driver_registry.name") == "1");
  BOOST_TEST(stage.answer("report_change", at_fuchu(), midday) == "done");
  BOOST_TEST(stage.saw("driver_registry.address") == "3");
  BOOST_TEST(stage.saw("driver_registry.name") == "2");
  BOOST_TEST(stage.answer("report_change", at_fuchu(), midday) == "refused NOTHING_TO_REPORT");
}

BOOST_AUTO_TEST_CASE(custom_decides_about_certificates) {
  Stage stays(consenting_holder(), {{"A-24", word("stays")}});
  BOOST_TEST(change(stays, "address") == "applied");
  BOOST_TEST(stays.saw("card.signature_certificate") == "issued");
  BOOST_TEST(change(stays, "address") == "applied");
  Stage ignored(consenting_holder(), {{"A-40", word("ignored")}});
  BOOST_TEST(change(ignored, "address") == "applied");
  BOOST_TEST(change(ignored, "address") == "applied");
}

BOOST_AUTO_TEST_CASE(a_change_reaches_the_registry_when_it_answers_again) {
  Stage stage(consenting_holder());
  stage.perform("change_system", {{"system", word("driver_registry")}}, "2026-05-11T09:00");
  BOOST_TEST(change(stage, "address") == "pending");
  BOOST_TEST(stage.saw("driver_registry.address") == "1");
  stage.perform("change_system", {{"system", word("driver_registry")}, {"state", word("up")}}, midday);
  BOOST_TEST(stage.saw("driver_registry.address") == "2");
}

BOOST_AUTO_TEST_CASE(consents_are_given_at_the_police_or_on_the_portal_and_withdrawn) {
  Stage stage(linked_holder());
  const Facts start = with(at_fuchu(), {{"items", WordSet{"address"}}, {"password", word("KARIMEN2025")}});
  BOOST_TEST(stage.answer("start_one_stop", start, midday) == "done");
  BOOST_TEST(stage.saw("one_stop.started") == "true");
  BOOST_TEST(stage.saw("one_stop.address") == "consented");
  BOOST_TEST(stage.saw("one_stop.name") == "none");
  BOOST_TEST(stage.answer("consent_one_stop", {{"items", WordSet{"address"}}}, midday) ==
             "refused CONSENT_UNCHANGED");
  BOOST_TEST(stage.answer("consent_one_stop", {{"items", WordSet{"address", "name"}}}, midday) == "done");
  BOOST_TEST(stage.answer("withdraw_one_stop", {{"items", WordSet{"birth_date"}}}, midday) ==
             "refused CONSENT_UNCHANGED");
  BOOST_TEST(stage.answer("withdraw_one_stop", {{"items", WordSet{"name", "birth_date"}}}, midday) == "done");
  BOOST_TEST(stage.saw("one_stop.name") == "none");
}

BOOST_AUTO_TEST_CASE(consents_end_or_sleep_when_the_card_is_no_longer_the_only_form) {
  for (const bool dormant : {false, true}) {
    Stage stage(consenting_holder(), {{"A-39", word(dormant ? "dormant" : "ended")}});
    BOOST_TEST(stage.answer("reissue_licence_document", at_fuchu(), midday) == "done");
    BOOST_TEST(stage.saw("driver_registry.holding_form") == "both");
    BOOST_TEST(stage.saw("one_stop.address") == (dormant ? "consented" : "none"));
    BOOST_TEST(change(stage, "address") == "not_applied warned");
  }
}

BOOST_AUTO_TEST_CASE(the_submission_keeps_the_items_until_the_link) {
  Stage stage(with(recorded_holder(), {{"signature_submission.state", word("none")},
                                       {"signature_submission.at", word("none")},
                                       {"resident_register.address", std::int64_t{4}}}));
  const Facts inputs = with(at_fuchu(), {{"password", word("KARIMEN2025")}});
  BOOST_TEST(stage.answer("submit_signature_certificate", inputs, midday) == "done");
  BOOST_TEST(stage.saw("signature_submission.items") == "6");
  stage.perform("change_register", {{"item", word("name")}}, "2026-05-12T10:00");
  stage.perform("renew_certificates", {}, "2026-05-12T11:00");
  BOOST_TEST(stage.answer("submit_signature_certificate", inputs, "2026-05-13T12:00") == "done");
  BOOST_TEST(stage.saw("signature_submission.items") == "7");
  BOOST_TEST(stage.saw("signature_submission.at") == midday);
}

BOOST_AUTO_TEST_CASE(a_card_is_extended_on_the_same_chip) {
  Stage stage(with(recorded_holder(), {{"card.authentication_pin_tries", std::int64_t{1}}}));
  BOOST_TEST(stage.answer("extend_card", {{"last_day", day("2026-07-20")}}, midday) ==
             "refused REASON_UNFOUNDED");
  BOOST_TEST(stage.answer("extend_card", {{"last_day", day("2028-01-31")}}, midday) == "done");
  BOOST_TEST(stage.saw("card.expires") == "2028-01-31");
  BOOST_TEST(stage.saw("card.signature_certificate_expires") == "2028-01-31");
  BOOST_TEST(stage.saw("card.authentication_certificate_expires") == "2028-01-31");
  BOOST_TEST(stage.saw("card.authentication_pin_tries") == "3");
  BOOST_TEST(stage.saw("card.record") == "1");
  BOOST_TEST(stage.answer("extend_card", {{"last_day", day("2040-01-31")}}, "2026-06-11T12:00") == "done");
  BOOST_TEST(stage.saw("card.authentication_certificate_expires") == "2030-07-20");
}

BOOST_AUTO_TEST_SUITE_END()
