// The card is pulled out at every command of a procedure: it fails, the chip holds the old record, none or
// the new one, and coming back brings the procedure to its end as if nothing had been.
#include <boost/test/unit_test.hpp>

#include "builtin_fixture.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::test;

namespace {

struct Interrupted {
  const char* procedure;
  Facts given;
  Facts inputs;
  const char* at;
  Facts assumptions = {};
};

const Facts no_record{{"card.record", word("none")},        {"card.record_signature", word("none")},
                      {"card.record_number", word("none")}, {"card.record_expires", word("none")},
                      {"card.record_photo", word("none")},  {"card.licence_pin_tries", word("none")}};
const Facts free_notice = with(no_record, {{"delivery_notice.state", word("held")},
                                           {"delivery_notice.licence_record", word("not_recorded")}});
const Facts near_its_end{{"licence.expires", day("2026-08-20")}, {"card.record_expires", day("2026-08-20")}};
/// Returned, and the record was left on the card.
const Facts given_back{{"licence.disposition", word("revoked_on_request")},
                       {"driver_registry.holding_form", word("none")}};
const Facts without_history{{"card.history_number", word("none")}, {"card.licence_pin_tries", word("none")}};
const Facts stale{{"licence.record", std::int64_t{2}}};

const std::vector<Interrupted>& interruptions() {
  static const std::vector<Interrupted> table{
      {"integrate_licence",
       with(with(no_record, reservation()), {{"driver_registry.record_card", word("none")},
                                             {"driver_registry.holding_form", word("licence_only")},
                                             {"licence_document.status", word("held")}}),
       at_fuchu(), "2026-05-11T09:30"},
      {"re_record_licence", no_record, at_fuchu(), "2026-05-11T09:30"},
      {"re_record_licence", free_notice, with(at_fuchu(), {{"documents", WordSet{"delivery_notice"}}}),
       "2026-05-11T09:30"},
      {"re_record_licence", no_record, at_fuchu(), "2026-05-11T09:30", {{"A-20", word("new_number")}}},
      {"rewrite_licence_record", stale, at_fuchu(), "2026-05-11T09:30"},
      {"renew_licence",
       near_its_end,
       with(at_fuchu(), {{"form", word("my_number_only")}}),
       "2026-07-10T09:30",
       {{"A-47", word("both_fees")}, {"A-13", word("yen_1500")}, {"A-52", word("national")}}},
      {"renew_licence", near_its_end, with(at_fuchu(), {{"form", word("licence_only")}}), "2026-07-10T09:30"},
      {"change_licence_content", {}, at_fuchu(), "2026-05-11T09:30"},
      {"revoke_licence", {}, {{"record", word("erased")}}, "2026-05-11T09:30"},
      {"submit_signature_certificate",
       {{"signature_submission.state", word("none")}, {"signature_submission.at", word("none")}},
       {{"facility", word("shibuya_station")}, {"password", word("KARIMEN2025")}},
       "2026-05-11T09:30"},
      {"issue_history_certificate", given_back, with(at_fuchu(), {{"form", word("card_only")}}),
       "2026-05-11T09:30"},
      {"issue_history_certificate", history_holder(), with(at_fuchu(), {{"form", word("paper_only")}}),
       "2026-05-11T09:30"},
      {"re_record_licence", with(history_holder(), without_history), at_fuchu(), "2026-05-11T09:30"},
      {"acquire_licence", history_holder(), with(at_fuchu(), {{"form", word("my_number_only")}}),
       "2026-05-11T09:30"},
      {"acquire_licence", history_holder(), with(at_fuchu(), {{"form", word("licence_only")}}),
       "2026-05-11T09:30"},
      {"renew_certificates", {}, {}, "2026-05-11T09:30"},
      {"reset_pin", {{"card.signature_password_tries", std::int64_t{1}}}, {}, "2026-05-11T09:30"},
      {"reset_pin",
       {{"card.licence_pin_tries", std::int64_t{1}}},
       {{"pin", word("licence_pin")}, {"office", word("police")}},
       "2026-05-11T09:30"}};
  return table;
}

/// Everything about the record on the chip that can be seen, except which version it is registered as.
std::vector<std::string> record_on_chip(Stage& stage) {
  return {stage.saw("card.record_signature"), stage.saw("card.record_number"),
          stage.saw("card.record_expires"),   stage.saw("card.record_photo"),
          stage.saw("card.history_number"),   stage.saw("card.licence_pin_tries")};
}

/// What must not follow from a failure: registries and papers move with the procedure or not at all.
std::map<std::string, std::string> off_the_chip(Stage& stage) {
  auto seen = stage.see_all();
  std::erase_if(
      seen, [](const auto& fact) { return fact.first.starts_with("card.") && fact.first != "card.status"; });
  return seen;
}

/// Pulls the card out at the `command`-th command and comes back. False: the procedure has no such command.
bool interrupt(const Interrupted& story, std::uint64_t command, Pull pull) {
  const auto& [procedure, given, inputs, at, assumptions] = story;
  const std::string where = std::string(procedure) + ", command " + std::to_string(command) +
                            (pull == Pull::before_command ? " before it" : " before its answer");
  Stage quiet(with(recorded_holder(), given), assumptions),
      stage(with(recorded_holder(), given), assumptions);
  const auto before = off_the_chip(stage);
  const auto old_record = record_on_chip(stage);
  const auto undisturbed = quiet.perform(procedure, inputs, at);
  BOOST_REQUIRE_MESSAGE(undisturbed.outcome == Outcome::done, where);

  stage.slot.arm(command, pull);
  const auto result = stage.perform(procedure, inputs, at);
  stage.slot.disarm();
  if (!stage.slot.pulled()) return false;
  BOOST_CHECK_MESSAGE(result.outcome == Outcome::failed, where);
  BOOST_CHECK_MESSAGE(!result.detail.empty(), where);
  BOOST_CHECK_MESSAGE(off_the_chip(stage) == before, where << ": the registry moved");
  const auto left = record_on_chip(stage);
  const bool none = left[1] == "none" && left[4] == "none";
  BOOST_CHECK_MESSAGE(left == old_record || none || left == record_on_chip(quiet),
                      where << ": part of a record");

  const auto again = stage.perform(procedure, inputs, at);
  BOOST_CHECK_MESSAGE(again.outcome == Outcome::done, where << ": again");
  BOOST_CHECK_MESSAGE(again.outcomes == undisturbed.outcomes, where << ": another fee");
  BOOST_CHECK_MESSAGE(again.warnings == undisturbed.warnings, where << ": other warnings");
  BOOST_CHECK_MESSAGE(stage.see_all() == quiet.see_all(), where << ": another end");
  return true;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(builtin_faults)

BOOST_AUTO_TEST_CASE(a_procedure_that_broke_off_is_taken_up_again) {
  for (const auto& story : interruptions()) {
    for (const Pull pull : {Pull::before_command, Pull::before_answer}) {
      std::uint64_t command = 1;
      while (interrupt(story, command, pull)) ++command;
      BOOST_TEST(command > 3, story.procedure);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_record_erased_after_a_recording_broke_off_is_recorded_again_for_money) {
  Stage stage(recorded_holder(), {{"A-10", word("erased")}});
  stage.slot.arm(33, Pull::before_command);
  BOOST_CHECK(stage.perform("change_licence_content", at_fuchu(), "2026-05-11T09:30").outcome ==
              Outcome::failed);
  stage.slot.disarm();
  stage.perform("suspend_licence", {}, "2026-05-12T09:30");
  BOOST_TEST(stage.saw("card.record") == "none");
  stage.perform("lift_suspension", {}, "2026-05-13T09:30");
  const auto recorded = stage.perform("re_record_licence", at_fuchu(), "2026-05-13T10:30");
  BOOST_CHECK(recorded.outcome == Outcome::done);
  BOOST_TEST(to_string(recorded.outcomes.at("fee.charged")) == "true");
  BOOST_TEST(stage.saw("card.record") == "1");
}

BOOST_AUTO_TEST_CASE(a_card_taken_away_from_the_reading_app_shows_nothing) {
  Stage stage(recorded_holder());
  stage.slot.arm(3, Pull::before_command);
  const auto result = stage.perform("read_with_app", {{"pin", word("8642")}}, "2026-05-11T09:30");
  BOOST_TEST(stage.slot.pulled());
  BOOST_TEST(to_string(result.outcomes.at("app_reading.result")) == "UNREADABLE");
}

BOOST_AUTO_TEST_SUITE_END()
