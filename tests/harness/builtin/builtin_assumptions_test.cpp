// Each assumption that concerns the institutions makes a difference, and its default is what happens unasked.
#include <boost/test/unit_test.hpp>

#include "builtin_fixture.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::test;

namespace {

/// What a story ends in: the value of a fact, a fee, a finding, or the outcome's word.
using Story = std::string (*)(Stage&);

struct Knob {
  const char* assumption;
  const char* chosen;  ///< the first of each assumption is the default
  const char* ending;
  Facts given;  ///< changes of a holder of a my_number_licence
  Story story;
  const char* start = "2026-05-01T00:00";
};

const Facts bare_card{{"card.record", word("none")}, {"card.licence_pin_tries", word("none")}};
const Facts not_integrated{{"card.record", word("none")},
                           {"card.licence_pin_tries", word("none")},
                           {"driver_registry.record_card", word("none")},
                           {"driver_registry.holding_form", word("licence_only")},
                           {"licence_document.status", word("held")}};
const Facts renewable{{"licence.expires", day("2026-08-20")}, {"card.record_expires", day("2026-08-20")}};
const Facts card_alone{{"form", word("my_number_only")}};
const Facts card{{"presents", WordSet{"card"}}};
const Facts notice{{"documents", WordSet{"delivery_notice"}}};

std::string outcome(const PerformResult& result) {
  return to_string(result.outcome);
}
std::string amount(const PerformResult& result) {
  return to_string(result.outcomes.at("fee.amount"));
}
std::string charged(const PerformResult& result) {
  return to_string(result.outcomes.at("fee.charged"));
}
std::string finding(const PerformResult& result) {
  return to_string(result.outcomes.at("roadside.finding"));
}
Facts at(const char* facility, const Facts& inputs = {}) {
  return with({{"facility", word(facility)}}, inputs);
}
std::string obstacles_to_inheritance(Stage& stage) {
  stage.perform("apply_for_card", application(), "2026-05-01T09:00");
  stage.perform("personalise_card", {}, "2026-05-22T09:00");
  return stage.saw("card_application.obstacles");
}
std::string at_the_cut_off(Stage& stage) {
  stage.perform("apply_for_card", application(), "2025-08-20T09:00");
  stage.perform("personalise_card", {}, "2025-09-05T09:00");
  return stage.saw("card_application.obstacles");
}
std::string first_day_of_window(Stage& stage) {
  return outcome(stage.perform("apply_for_card", application(), "2026-04-20T09:00"));
}
std::string fifth_birthday(Stage& stage) {
  stage.perform("renew_certificates", {}, "2026-05-11T09:30");
  return stage.saw("card.authentication_certificate_expires");
}
std::string status_on_monday(Stage& stage) {
  stage.perform("pass_time", {}, "2026-05-11T09:30");
  return stage.saw("licence.status");
}
std::string suspended_before_personalisation(Stage& stage) {
  stage.perform("apply_for_card", application(), "2026-05-01T09:00");
  stage.perform("suspend_licence", {}, "2026-05-10T09:00");
  stage.perform("personalise_card", {}, "2026-05-22T09:00");
  return stage.saw("card_application.obstacles");
}
std::string suspended_before_delivery(Stage& stage) {
  stage.perform("apply_for_card", application(), "2026-05-01T09:00");
  stage.perform("personalise_card", {}, "2026-05-22T09:00");
  stage.perform("suspend_licence", {}, "2026-05-23T09:00");
  stage.perform("send_delivery_notice", {}, "2026-06-01T09:00");
  stage.perform("deliver_card", {}, "2026-06-10T10:00");
  return stage.saw("driver_registry.record_card");
}
std::string renewed_before_personalisation(Stage& stage) {
  stage.perform("apply_for_card", application(), "2026-06-21T09:00");
  stage.perform("renew_licence", at("fuchu_test_centre", card_alone), "2026-06-22T09:00");
  stage.perform("personalise_card", {}, "2026-07-01T09:00");
  return stage.saw("next_card.record");
}
std::string record_after_suspension(Stage& stage) {
  stage.perform("suspend_licence", {}, "2026-05-11T09:30");
  return stage.saw("card.record");
}
std::string integration(Stage& stage) {
  return outcome(stage.perform("integrate_licence", at_fuchu(), "2026-05-11T09:30"));
}
std::string integration_in_kagoshima(Stage& stage) {
  return amount(stage.perform("integrate_licence", at("kagoshima_licence_centre"), "2026-05-11T09:30"));
}
std::string integration_at_eleven(Stage& stage) {
  return outcome(stage.perform("integrate_licence", at("hokushin_licence_centre"), "2026-05-11T11:00"));
}
std::string re_recording_at_noon(Stage& stage) {
  return outcome(stage.perform("re_record_licence", at("hokushin_licence_centre"), "2026-05-11T12:00"));
}
std::string amount_of_re_recording(Stage& stage) {
  return amount(stage.perform("re_record_licence", at_fuchu(), "2026-05-11T09:30"));
}
std::string re_recording_with_notice(Stage& stage) {
  return charged(stage.perform("re_record_licence", with(at_fuchu(), notice), "2026-05-11T09:30"));
}
std::string number_after_re_recording(Stage& stage) {
  stage.perform("re_record_licence", at_fuchu(), "2026-05-11T09:30");
  return stage.saw("card.record_number");
}
std::string notice_without_wish(Stage& stage) {
  stage.renew_card({{"wish", word("declined")}});
  return stage.saw("delivery_notice.licence_record");
}
std::string notice_after_delivery(Stage& stage) {
  stage.renew_card();
  return stage.saw("delivery_notice.state");
}
std::string blank_number(Stage& stage) {
  return outcome(
      stage.perform("apply_for_card", with(application(), {{"number", word("none")}}), "2026-05-01T09:00"));
}
std::string submission_after_new_certificates(Stage& stage) {
  stage.perform("renew_certificates", {}, "2026-05-11T09:30");
  return stage.saw("signature_submission.state");
}
std::string roadside(Stage& stage) {
  return finding(stage.perform("roadside_check", card, "2026-05-11T12:00"));
}
std::string lost_while_pending(Stage& stage) {
  stage.perform("apply_for_card", application(), "2026-05-01T09:00");
  stage.perform("report_card_lost", {}, "2026-05-02T09:00");
  return stage.saw("card_application.state");
}
std::string old_card_shown(Stage& stage) {
  stage.perform("reissue_card", {{"reason", word("damaged")}}, "2026-05-01T09:00");
  stage.perform("personalise_card", {}, "2026-05-22T09:00");
  stage.perform("send_delivery_notice", {}, "2026-06-01T09:00");
  stage.perform("deliver_card", {{"old_card", word("kept")}}, "2026-06-10T10:00");
  return finding(
      stage.perform("roadside_check", {{"presents", WordSet{"previous_card"}}}, "2026-06-11T12:00"));
}
std::string plastic_renewal(Stage& stage) {
  return outcome(stage.perform("renew_licence", at("fuchu_test_centre", {{"form", word("licence_only")}}),
                               "2026-08-01T09:30"));
}
std::string renewal(Stage& stage) {
  return outcome(stage.perform("renew_licence", at("fuchu_test_centre", card_alone), "2026-07-10T09:30"));
}
std::string amount_of_renewal(Stage& stage) {
  return amount(stage.perform("renew_licence", at("fuchu_test_centre", card_alone), "2026-07-10T09:30"));
}
std::string amount_of_renewal_in_kagoshima(Stage& stage) {
  return amount(
      stage.perform("renew_licence", at("kagoshima_licence_centre", card_alone), "2026-07-10T09:30"));
}
std::string submission_elsewhere(Stage& stage) {
  return outcome(stage.perform("submit_signature_certificate",
                               at("kagoshima_licence_centre", {{"password", word("KARIMEN2025")}}),
                               "2026-05-11T09:30"));
}
std::string rewriting_of_a_condition(Stage& stage) {
  stage.perform("change_licence_content", at("fuchu_test_centre", {{"card", word("not_presented")}}),
                "2026-05-11T09:30");
  return charged(stage.perform("rewrite_licence_record", at_fuchu(), "2026-05-12T09:30"));
}

const std::vector<Knob>& knobs() {
  const Facts autumn{{"holder.birth_date", day("1986-10-20")},
                     {"card.expires", day("2025-10-20")},
                     {"card.signature_certificate_expires", day("2025-10-20")},
                     {"card.authentication_certificate_expires", day("2025-10-20")}};
  const Facts leap{{"holder.birth_date", day("1988-02-29")}, {"card.expires", day("2036-02-29")}};
  const Facts saturday{{"licence.expires", day("2026-05-09")}};
  const Facts provisional{{"licence.disposition", word("provisionally_suspended")}};
  const Facts signature_over =
      with(with(not_integrated, reservation()), {{"card.signature_certificate_expires", day("2026-05-10")}});
  const Facts authentication_over = with(with(not_integrated, reservation()),
                                         {{"card.authentication_certificate_expires", day("2026-05-10")}});
  const Facts broken{{"card.chip", word("broken")}};
  const Facts stale{{"licence.record", std::int64_t{2}}, {"card.record_expires", day("2026-04-20")}};
  const Facts blocked{{"card.licence_pin_tries", std::int64_t{0}}};
  const Facts substitutable{{"holder.name_encodable", word("substitutable")}};
  const Facts says_recorded = with(bare_card, {{"delivery_notice.state", word("held")},
                                               {"delivery_notice.licence_record", word("recorded")}});
  const Facts after_loss = with(bare_card, {{"delivery_notice.state", word("held")},
                                            {"delivery_notice.licence_record", word("not_recorded")},
                                            {"card_application.state", word("delivered")},
                                            {"card_application.reason", word("lost")}});
  static const std::vector<Knob> table{
      {"A-01", "application", "[BEFORE_SCHEME]", autumn, at_the_cut_off, "2025-08-20T00:00"},
      {"A-01", "delivery", "[]", autumn, at_the_cut_off, "2025-08-20T00:00"},
      {"A-02", "same_day", "done", {}, first_day_of_window},
      {"A-02", "day_after", "refused", {}, first_day_of_window},
      {"A-04", "february_28", "2031-02-28", leap, fifth_birthday},
      {"A-04", "march_1", "2031-03-01", leap, fifth_birthday},
      {"A-06", "next_working_day", "valid", saturday, status_on_monday},
      {"A-06", "no_shift", "lapsed", saturday, status_on_monday},
      {"A-07", "application_and_personalisation", "[LICENCE_STATUS]", {}, suspended_before_personalisation},
      {"A-07", "application", "[]", {}, suspended_before_personalisation},
      {"A-08", "delivered_with_record", "card", {}, suspended_before_delivery},
      {"A-08", "record_blocked", "previous_card", {}, suspended_before_delivery},
      {"A-09", "application", "1", renewable, renewed_before_personalisation},
      {"A-09", "personalisation", "2", renewable, renewed_before_personalisation},
      {"A-10", "kept", "1", {}, record_after_suspension},
      {"A-10", "erased", "none", {}, record_after_suspension},
      {"A-11", "included", "[LICENCE_STATUS]", provisional, obstacles_to_inheritance},
      {"A-11", "allowed", "[]", provisional, obstacles_to_inheritance},
      {"A-12", "authentication", "done", signature_over, integration},
      {"A-12", "both", "refused", signature_over, integration},
      {"A-12", "authentication", "refused", authentication_over, integration},
      {"A-12", "none", "done", authentication_over, integration},
      {"A-13", "not_stated", "not_stated", bare_card, amount_of_re_recording},
      {"A-13", "yen_1500", "1500", bare_card, amount_of_re_recording},
      {"A-16", "no_wish", "no_mention", {}, notice_without_wish},
      {"A-16", "never", "not_recorded", {}, notice_without_wish},
      {"A-18", "kept", "held", {}, notice_after_delivery},
      {"A-18", "handed_in", "surrendered", {}, notice_after_delivery},
      {"A-19", "accepted_as_wrong", "done", {}, blank_number},
      {"A-19", "refused", "refused", {}, blank_number},
      {"A-20", "unchanged", "300000000001", bare_card, number_after_re_recording},
      {"A-20", "new_number", "300000000002", bare_card, number_after_re_recording},
      {"A-21", "survives_until_lapse_or_revocation", "submitted", {}, submission_after_new_certificates},
      {"A-21", "per_certificate", "none", {}, submission_after_new_certificates},
      {"A-25", "unreadable", "RECORD_UNREADABLE", broken, roadside},
      {"A-25", "officer_query_clears", "OK", broken, roadside},
      {"A-26", "outdated", "RECORD_OUTDATED", stale, roadside},
      {"A-26", "rewrite_advised", "OK_REWRITE_ADVISED", stale, roadside},
      {"A-27", "reason_frozen", "accepted", {}, lost_while_pending},
      {"A-27", "application_void", "cancelled", {}, lost_while_pending},
      {"A-28", "superseded", "SUPERSEDED_RECORD", {}, old_card_shown},
      {"A-28", "usable_until_re_recorded", "OK", {}, old_card_shown},
      {"A-30", "licence_only", "done", with(renewable, broken), plastic_renewal},
      {"A-30", "refused", "refused", with(renewable, broken), plastic_renewal},
      {"A-35", "refused", "refused", {}, submission_elsewhere},
      {"A-35", "accepted", "done", {}, submission_elsewhere},
      {"A-44", "not_needed", "OK", blocked, roadside},
      {"A-44", "needed", "RECORD_UNREADABLE", blocked, roadside},
      {"A-45", "allowed_write_deferred", "done",
       with(renewable, {{"licence.disposition", word("suspended")}}), renewal},
      {"A-45", "refused", "refused", with(renewable, {{"licence.disposition", word("suspended")}}), renewal},
      {"A-47", "no_extra_fee", "2900", with(renewable, bare_card), amount_of_renewal_in_kagoshima},
      {"A-47", "both_fees", "not_stated", with(renewable, bare_card), amount_of_renewal_in_kagoshima},
      {"A-51", "obstacle", "[CHARACTERS]", substitutable, obstacles_to_inheritance},
      {"A-51", "no_obstacle", "[]", substitutable, obstacles_to_inheritance},
      {"A-52", "local", "not_stated", renewable, amount_of_renewal},
      {"A-52", "national", "2900", renewable, amount_of_renewal},
      {"A-53", "local", "not_stated", not_integrated, integration_in_kagoshima},
      {"A-53", "national", "1500", not_integrated, integration_in_kagoshima},
      {"A-54", "free", "false", {}, rewriting_of_a_condition},
      {"A-54", "re_recording_fee", "true", {}, rewriting_of_a_condition},
      {"A-56", "included", "done", not_integrated, integration_at_eleven},
      {"A-56", "excluded", "refused", not_integrated, integration_at_eleven},
      {"A-57", "integration_hours", "refused", bare_card, re_recording_at_noon},
      {"A-57", "no_limit", "done", bare_card, re_recording_at_noon},
      {"A-59", "charged", "true", says_recorded, re_recording_with_notice},
      {"A-59", "free", "false", says_recorded, re_recording_with_notice},
      {"A-60", "undecided", "false", after_loss, re_recording_with_notice},
      {"A-60", "charged", "true", after_loss, re_recording_with_notice},
      {"A-60", "free", "false", after_loss, re_recording_with_notice}};
  return table;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(builtin_assumptions)

BOOST_AUTO_TEST_CASE(every_value_has_its_own_ending_and_the_default_needs_no_asking) {
  std::string first;
  for (const auto& [assumption, chosen, ending, given, story, start] : knobs()) {
    Stage stage(with(recorded_holder(), given), {{assumption, word(chosen)}}, start);
    BOOST_CHECK_MESSAGE(story(stage) == ending, assumption << " = " << chosen);
    if (first == assumption) continue;
    first = assumption;
    Stage unasked(with(recorded_holder(), given), {}, start);
    BOOST_CHECK_MESSAGE(story(unasked) == ending, assumption << " unasked");
  }
}

BOOST_AUTO_TEST_SUITE_END()
