// Every procedure that can be refused: the obstacles are named, and the facts are what they were.
#include <boost/test/unit_test.hpp>

#include "builtin_fixture.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::test;

namespace {

struct Refusal {
  const char* procedure;
  Facts given;  ///< changes of a holder of a my_number_licence
  Facts inputs;
  const char* obstacle;  ///< one of those named
};

const Facts suspended{{"licence.disposition", word("suspended")}};
const Facts revoked{{"licence.disposition", word("revoked_disciplinary")}};
const Facts stopped{{"card.status", word("temporarily_stopped")}};
const Facts broken{{"card.chip", word("broken")}};
const Facts at_shibuya{{"facility", word("shibuya_station")}, {"password", word("KARIMEN2025")}};
const Facts no_record{{"card.record", word("none")}, {"card.licence_pin_tries", word("none")}};

Facts renewal(Facts changes = {}) {
  return with(with(at_fuchu(), {{"form", word("my_number_only")}}), changes);
}

const std::vector<Refusal>& refusals() {
  static const std::vector<Refusal> table{
      {"integrate_licence", reservation(), at_fuchu(), "ALREADY_INTEGRATED"},
      {"integrate_licence", suspended, at_fuchu(), "LICENCE_SUSPENDED"},
      {"integrate_licence", revoked, at_fuchu(), "LICENCE_NOT_VALID"},
      {"integrate_licence", stopped, at_fuchu(), "CARD_STOPPED"},
      {"integrate_licence", {{"card.status", word("invalidated")}}, at_fuchu(), "CARD_LAPSED"},
      {"submit_signature_certificate",
       {},
       with(at_shibuya, {{"password", word("short")}}),
       "PASSWORD_FORMAT"},
      {"submit_signature_certificate",
       {},
       with(at_shibuya, {{"password", word("unknown")}}),
       "PASSWORD_UNKNOWN"},
      {"submit_signature_certificate", {}, {{"password", word("KARIMEN2025")}}, "FACILITY"},
      {"submit_signature_certificate", no_record, at_shibuya, "NO_MY_NUMBER_LICENCE"},
      {"submit_signature_certificate",
       {{"card.signature_certificate_expires", day("2026-05-10")}},
       at_shibuya,
       "CERT_NOT_VALID"},
      {"submit_signature_certificate",
       {{"card.signature_password_tries", std::int64_t{0}}},
       at_shibuya,
       "PIN_BLOCKED"},
      {"re_record_licence", {}, at_fuchu(), "NOTHING_TO_RECORD"},
      {"re_record_licence", with(no_record, suspended), at_fuchu(), "LICENCE_STATUS"},
      {"re_record_licence", no_record, with(at_fuchu(), {{"presents", word("other_persons_card")}}),
       "HOLDER_MISMATCH"},
      {"re_record_licence", with(no_record, {{"driver_registry.holding_form", word("licence_only")}}),
       at_fuchu(), "NOT_A_HOLDER"},
      {"rewrite_licence_record", {}, at_fuchu(), "NOTHING_TO_RECORD"},
      {"rewrite_licence_record", no_record, at_fuchu(), "NO_MY_NUMBER_LICENCE"},
      {"rewrite_licence_record", broken, at_fuchu(), "CHIP_BROKEN"},
      {"renew_licence", {}, renewal(), "TOO_EARLY"},
      {"renew_licence", {{"licence.expires", day("2026-04-20")}}, renewal(), "LAPSED"},
      {"renew_licence", revoked, renewal(), "NO_LICENCE"},
      {"renew_licence", broken, renewal(), "FORM_NOT_POSSIBLE"},
      {"renew_licence",
       {{"holder.birth_date", day("1950-06-20")}, {"licence.expires", day("2026-07-20")}},
       renewal(),
       "ELDERLY_LECTURE_REQUIRED"},
      {"renew_licence",
       {{"holder.birth_date", day("1986-06-01")}, {"licence.expires", day("2026-07-01")}},
       renewal({{"facility", word("shibuya_station")}}),
       "FACILITY_NOT_SUPPORTED"},
      {"reissue_licence_document", revoked, at_fuchu(), "NO_LICENCE"},
      {"reissue_licence_document", suspended, at_fuchu(), "LICENCE_SUSPENDED"},
      {"change_licence_content", revoked, at_fuchu(), "NO_LICENCE"},
      {"suspend_licence", revoked, {}, "NO_LICENCE"},
      {"provisionally_suspend_licence", revoked, {}, "NO_LICENCE"},
      {"lift_suspension", {}, {}, "NOT_SUSPENDED"},
      {"revoke_licence", revoked, {{"record", word("erased")}}, "NO_LICENCE"},
      {"lapse_licence", {}, {}, "NOT_LAPSED"},
      {"apply_for_card", {}, with(application(), {{"channel", word("police_counter")}}), "NOT_AT_POLICE"},
      {"apply_for_card", {{"card.expires", day("2033-07-20")}}, application(), "TOO_EARLY"},
      {"apply_for_card", {}, with(application(), {{"number", word("30000000000a")}}), "NUMBER_FORMAT"},
      {"apply_for_card", {}, with(application(), {{"reason", word("lost")}}), "REASON_UNFOUNDED"},
      {"apply_for_card", {}, with(application(), {{"reason", word("note_area_full")}}), "REASON_UNFOUNDED"},
      {"apply_for_card", {{"card_application.state", word("accepted")}}, application(), "DUPLICATE"},
      {"cancel_application", {}, {}, "NO_OPEN_APPLICATION"},
      {"personalise_card", {}, {}, "NO_OPEN_APPLICATION"},
      {"send_delivery_notice", {{"card_application.state", word("accepted")}}, {}, "NO_OPEN_APPLICATION"},
      {"deliver_card", {{"card_application.state", word("personalised")}}, {}, "NO_OPEN_APPLICATION"},
      {"report_card_lost", {{"card.status", word("invalidated")}}, {}, "CARD_NOT_ACTIVE"},
      {"find_lost_card", {}, {}, "NOT_LOST"},
      {"reissue_card", {}, {{"reason", word("lost")}}, "NOT_LOST"},
      {"reissue_card", {}, {{"reason", word("damaged")}, {"office", word("police")}}, "NOT_AT_POLICE"},
      {"renew_certificates", stopped, {}, "CARD_NOT_ACTIVE"},
      {"renew_certificates", broken, {}, "CHIP_BROKEN"},
      {"reset_pin", {}, {{"office", word("police")}}, "NOT_AT_POLICE"},
      {"reset_pin", {}, {{"pin", word("licence_pin")}}, "FACILITY_NOT_SUPPORTED"},
      {"reset_pin",
       no_record,
       {{"pin", word("licence_pin")}, {"office", word("police")}},
       "NO_MY_NUMBER_LICENCE"},
      {"lose_notice", {}, {}, "NO_NOTICE"},
      {"issue_equivalent_document", {}, {}, "NO_OPEN_APPLICATION"}};
  return table;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(builtin_refusals)

BOOST_AUTO_TEST_CASE(a_refusal_names_its_obstacle_and_changes_nothing) {
  for (const auto& [procedure, given, inputs, obstacle] : refusals()) {
    Stage stage(with(recorded_holder(), given));
    stage.perform("pass_time", {}, "2026-05-11T09:30");
    const auto before = stage.see_all();
    const auto result = stage.perform(procedure, inputs, "2026-05-11T09:30");
    BOOST_CHECK_MESSAGE(result.outcome == Outcome::refused, procedure << " " << obstacle);
    BOOST_CHECK_MESSAGE(result.obstacles && result.obstacles->contains(obstacle),
                        procedure << " " << obstacle << " is not among "
                                  << to_string(Value(result.obstacles.value_or(WordSet{}))));
    BOOST_TEST(to_string(result.outcomes.at("fee.charged")) == "false", procedure);
    BOOST_CHECK_MESSAGE(stage.see_all() == before, procedure << " " << obstacle << " changed something");
  }
}

BOOST_AUTO_TEST_SUITE_END()
