#include <boost/test/unit_test.hpp>

#include "builtin_fixture.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::test;

namespace {

const WordSet nothing{};

Facts presents(WordSet items) {
  return {{"presents", std::move(items)}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(builtin_system)

BOOST_AUTO_TEST_CASE(given_facts_are_observed_as_given) {
  Stage stage(recorded_holder());
  for (const auto& [name, value] : recorded_holder()) {
    const auto seen = stage.see(name);
    if (seen != word("(not observed)")) BOOST_TEST(to_string(seen) == to_string(value), name.text());
  }
  BOOST_TEST(to_string(stage.see("card.record_photo")) == "photo-01");
  BOOST_TEST(stage.exchanges.empty());
}

BOOST_AUTO_TEST_CASE(an_online_renewal_carries_the_record_over) {
  Stage stage(recorded_holder());
  BOOST_CHECK(stage.perform("apply_for_card", application(), "2026-05-01T09:00").outcome == Outcome::done);
  const auto made = stage.perform("personalise_card", {}, "2026-05-22T09:00");
  BOOST_CHECK(made.outcome == Outcome::done);
  BOOST_TEST(to_string(stage.see("card_application.obstacles")) == "[]");
  BOOST_TEST(to_string(stage.see("next_card.record")) == "1");
  BOOST_TEST(to_string(stage.see("next_card.expires")) == "2035-07-20");
  stage.perform("send_delivery_notice", {}, "2026-06-01T09:00");
  BOOST_TEST(to_string(stage.see("delivery_notice.licence_record")) == "recorded");
  stage.perform("deliver_card", {}, "2026-06-10T10:00");
  BOOST_TEST(to_string(stage.see("card.record")) == "1");
  BOOST_TEST(to_string(stage.see("previous_card.record")) == "1");
  BOOST_TEST(to_string(stage.see("previous_card.status")) == "invalidated");
  BOOST_TEST(to_string(stage.see("driver_registry.record_card")) == "card");
  const auto check = stage.perform("roadside_check", presents({"card"}), "2026-06-10T12:00");
  BOOST_TEST(to_string(check.outcomes.at("roadside.finding")) == "OK");
}

BOOST_AUTO_TEST_CASE(every_reason_against_inheritance_is_named) {
  Stage stage(with(recorded_holder(), {{"signature_submission.state", word("none")},
                                       {"signature_submission.at", word("none")},
                                       {"holder.name_encodable", word("substitutable")},
                                       {"licence.disposition", word("suspended")}}));
  stage.perform("apply_for_card",
                {{"channel", word("post")},
                 {"reason", word("damaged")},
                 {"wish", word("declined")},
                 {"number", word("none")},
                 {"signature_certificate", word("not_wanted")}},
                "2026-05-01T09:00");
  stage.perform("personalise_card", {}, "2026-05-22T09:00");
  const WordSet expected{"REASON",        "CHANNEL",    "NO_WISH",       "NUMBER", "NO_SIGNATURE_CERT",
                         "NOT_SUBMITTED", "CHARACTERS", "LICENCE_STATUS"};
  BOOST_TEST(to_string(stage.see("card_application.obstacles")) == to_string(Value(expected)));
  BOOST_TEST(to_string(stage.see("next_card.record")) == "none");
  stage.perform("send_delivery_notice", {}, "2026-06-01T09:00");
  BOOST_TEST(to_string(stage.see("delivery_notice.licence_record")) == "no_mention");
}

BOOST_AUTO_TEST_CASE(integration_records_and_prints) {
  Stage stage(with(unrecorded_holder(), reservation()));
  const auto done =
      stage.perform("integrate_licence", with(at_fuchu(), {{"form", word("both")}}), "2026-05-11T09:30");
  BOOST_CHECK(done.outcome == Outcome::done);
  BOOST_TEST(to_string(Value(*done.obstacles)) == "[]");
  BOOST_TEST(to_string(done.outcomes.at("fee.amount")) == "1500");
  BOOST_TEST(to_string(stage.see("card.record")) == "1");
  BOOST_TEST(to_string(stage.see("card.record_signature")) == "valid");
  BOOST_TEST(to_string(stage.see("card.licence_pin_tries")) == "10");
  BOOST_TEST(to_string(stage.see("driver_registry.holding_form")) == "both");
  BOOST_TEST(to_string(stage.see("record_printout.record")) == "1");
  BOOST_TEST(done.papers.size() == 1U);
  const auto again = stage.perform("integrate_licence", at_fuchu(), "2026-05-11T09:40");
  BOOST_CHECK(again.obstacles == (WordSet{"ALREADY_INTEGRATED", "NO_RESERVATION"}));
}

BOOST_AUTO_TEST_CASE(a_refused_integration_names_everything_and_changes_nothing) {
  Stage stage(with(unrecorded_holder(), {{"card.free_space", std::int64_t{100}},
                                         {"holder.cash", std::int64_t{10}},
                                         {"card.status", word("temporarily_stopped")},
                                         {"card.authentication_certificate_expires", day("2026-04-01")},
                                         {"licence.disposition", word("suspended")}}),
              {{"A-64", word("re_recording_list")}});
  const auto before = stage.see_all();
  const auto result =
      stage.perform("integrate_licence", {{"facility", word("shibuya_station")}}, "2026-05-11T09:30");
  BOOST_CHECK(result.outcome == Outcome::refused);
  const WordSet expected{"CARD_STOPPED",   "CHIP_FULL",      "LICENCE_SUSPENDED",
                         "CERT_NOT_VALID", "NO_RESERVATION", "FACILITY_NOT_SUPPORTED",
                         "FEE_SHORT"};
  BOOST_TEST(to_string(Value(*result.obstacles)) == to_string(Value(expected)));
  BOOST_CHECK(stage.see_all() == before);
}

BOOST_AUTO_TEST_CASE(a_broken_chip_is_an_obstacle_at_the_counter) {
  Stage stage(with(unrecorded_holder(), reservation()));
  stage.perform("break_chip", {}, "2026-05-11T08:00");
  const auto result = stage.perform("integrate_licence", at_fuchu(), "2026-05-11T09:30");
  BOOST_CHECK(result.obstacles == WordSet{"CHIP_BROKEN"});
  BOOST_TEST(to_string(stage.see("card.chip")) == "broken");
  BOOST_TEST(to_string(stage.see("card.record")) == "(not observed)");
}

BOOST_AUTO_TEST_CASE(the_signature_certificate_is_submitted_with_the_password) {
  const Facts inputs{{"facility", word("shibuya_station")}, {"password", word("KARIMEN2025")}};
  Stage stage(with(recorded_holder(), {{"signature_submission.state", word("none")},
                                       {"signature_submission.at", word("none")}}));
  const auto wrong = stage.perform("submit_signature_certificate",
                                   with(inputs, {{"password", word("WRONG99")}}), "2026-05-11T09:30");
  BOOST_CHECK(wrong.obstacles == WordSet{"PASSWORD_WRONG"});
  BOOST_TEST(to_string(stage.see("card.signature_password_tries")) == "4");
  const auto done = stage.perform("submit_signature_certificate", inputs, "2026-05-11T09:31");
  BOOST_CHECK(done.outcome == Outcome::done);
  BOOST_TEST(to_string(stage.see("signature_submission.at")) == "2026-05-11T09:31");
  BOOST_TEST(to_string(stage.see("card.signature_password_tries")) == "5");
}

BOOST_AUTO_TEST_CASE(the_try_that_blocks_says_so) {
  Stage stage(with(recorded_holder(), {{"card.signature_password_tries", std::int64_t{1}}}));
  const Facts inputs{{"facility", word("shibuya_station")}, {"password", word("WRONG99")}};
  BOOST_CHECK(stage.perform("submit_signature_certificate", inputs, "2026-05-11T09:30").obstacles ==
              WordSet{"PIN_BLOCKED"});
  BOOST_TEST(to_string(stage.see("card.signature_password_tries")) == "0");
  BOOST_CHECK(stage.perform("reset_pin", {}, "2026-05-12T09:30").outcome == Outcome::done);
  BOOST_TEST(to_string(stage.see("card.signature_password_tries")) == "5");
}

BOOST_AUTO_TEST_CASE(a_renewal_while_an_application_is_pending_makes_the_new_card_stale) {
  Stage stage(with(recorded_holder(),
                   {{"licence.expires", day("2026-08-20")}, {"card.record_expires", day("2026-08-20")}}));
  stage.perform("apply_for_card", application(), "2026-06-21T09:00");
  const auto renewed = stage.perform("renew_licence", with(at_fuchu(), {{"form", word("my_number_only")}}),
                                     "2026-06-22T09:00");
  BOOST_CHECK(renewed.outcome == Outcome::done);
  BOOST_TEST(to_string(stage.see("card.record")) == "2");
  BOOST_TEST(to_string(stage.see("licence.photo")) == "photo-02");
  stage.perform("personalise_card", {}, "2026-07-01T09:00");
  stage.perform("send_delivery_notice", {}, "2026-07-05T09:00");
  stage.perform("deliver_card", {}, "2026-07-10T10:00");
  BOOST_TEST(to_string(stage.see("card.record")) == "1");
  const auto advised = stage.perform("roadside_check", presents({"card"}), "2026-07-10T12:00");
  BOOST_TEST(to_string(advised.outcomes.at("roadside.finding")) == "OK_REWRITE_ADVISED");
  const auto rewritten = stage.perform("rewrite_licence_record", at_fuchu(), "2026-07-11T10:00");
  BOOST_CHECK(rewritten.outcome == Outcome::done);
  BOOST_TEST(to_string(rewritten.outcomes.at("fee.charged")) == "false");
  BOOST_TEST(to_string(stage.see("card.record")) == "2");
}

BOOST_AUTO_TEST_CASE(re_recording_is_free_with_a_notice_that_says_so) {
  Stage stage(recorded_holder());
  stage.perform("apply_for_card", with(application(), {{"number", word("300000000000")}}),
                "2026-05-01T09:00");
  stage.perform("personalise_card", {}, "2026-05-22T09:00");
  stage.perform("send_delivery_notice", {}, "2026-06-01T09:00");
  stage.perform("deliver_card", {}, "2026-06-10T10:00");
  BOOST_TEST(to_string(stage.see("card.record")) == "none");
  const auto absent = stage.perform("roadside_check", presents({"card"}), "2026-06-10T12:00");
  BOOST_TEST(to_string(absent.outcomes.at("roadside.finding")) == "RECORD_ABSENT");
  const auto free = stage.perform(
      "re_record_licence", with(at_fuchu(), {{"documents", WordSet{"delivery_notice"}}}), "2026-06-11T10:00");
  BOOST_CHECK(free.outcome == Outcome::done);
  BOOST_TEST(to_string(free.outcomes.at("fee.charged")) == "false");
  BOOST_TEST(to_string(stage.see("card.record")) == "1");
}

BOOST_AUTO_TEST_CASE(a_badly_signed_and_a_foreign_record_are_told_apart) {
  Stage forged(with(recorded_holder(), {{"card.record_signature", word("invalid")}}));
  BOOST_TEST(to_string(forged.see("card.record")) == "1");
  BOOST_TEST(to_string(forged.see("card.record_signature")) == "invalid");
  BOOST_TEST(to_string(forged.perform("roadside_check", presents({"card"}), "2026-05-10T12:00")
                           .outcomes.at("roadside.finding")) == "RECORD_FORGED");
  Stage foreign(with(recorded_holder(), {{"card.record_number", word("399999999999")}}));
  BOOST_TEST(to_string(foreign.see("card.record_number")) == "399999999999");
  BOOST_TEST(to_string(foreign.see("card.record")) == "1");
  BOOST_TEST(to_string(foreign.perform("roadside_check", presents({"card"}), "2026-05-10T12:00")
                           .outcomes.at("roadside.finding")) == "HOLDER_MISMATCH");
}

BOOST_AUTO_TEST_CASE(the_reading_app_spends_tries) {
  Stage stage(recorded_holder());
  const auto wrong = stage.perform("read_with_app", {{"pin", word("0000")}}, "2026-05-10T12:00");
  BOOST_TEST(to_string(wrong.outcomes.at("app_reading.result")) == "PIN_WRONG");
  BOOST_TEST(to_string(stage.see("card.licence_pin_tries")) == "9");
  const auto right = stage.perform("read_with_app", {{"pin", word("8642")}}, "2026-05-10T12:01");
  BOOST_TEST(to_string(right.outcomes.at("app_reading.result")) == "FIELDS_SHOWN");
  BOOST_TEST(to_string(stage.see("card.licence_pin_tries")) == "10");
}

BOOST_AUTO_TEST_CASE(loss_reissue_and_a_found_card) {
  Stage stage(recorded_holder());
  stage.perform("report_card_lost", {}, "2026-05-01T09:00");
  BOOST_TEST(to_string(stage.see("card.status")) == "temporarily_stopped");
  stage.perform("reissue_card", {{"reason", word("lost")}}, "2026-05-02T09:00");
  stage.perform("personalise_card", {}, "2026-05-22T09:00");
  BOOST_TEST(std::get<WordSet>(stage.see("card_application.obstacles")).contains("REASON"));
  stage.perform("send_delivery_notice", {}, "2026-06-01T09:00");
  stage.perform("deliver_card", {}, "2026-06-10T10:00");
  BOOST_TEST(to_string(stage.see("card.record")) == "none");
  BOOST_CHECK(stage.perform("find_lost_card", {}, "2026-06-11T10:00").obstacles ==
              WordSet{"ALREADY_REISSUED"});
}

BOOST_AUTO_TEST_CASE(certificates_are_renewed_on_the_card) {
  Stage stage(recorded_holder());
  BOOST_CHECK(
      stage.perform("renew_certificates", {{"signature_certificate", word("wanted")}}, "2026-05-01T09:00")
          .outcome == Outcome::done);
  BOOST_TEST(to_string(stage.see("card.authentication_certificate_expires")) == "2026-07-20");
  const Facts inputs{{"facility", word("shibuya_station")}, {"password", word("KARIMEN2025")}};
  BOOST_CHECK(stage.perform("submit_signature_certificate", inputs, "2026-05-11T09:30").outcome ==
              Outcome::done);
}

BOOST_AUTO_TEST_CASE(suspensions_end_and_licences_lapse_by_themselves) {
  Stage stage(recorded_holder());
  stage.perform("suspend_licence", {{"until", day("2026-05-31")}}, "2026-05-02T09:00");
  stage.perform("pass_time", {}, "2026-05-31T23:59");
  BOOST_TEST(to_string(stage.see("licence.status")) == "suspended");
  stage.perform("pass_time", {}, "2026-06-01T00:00");
  BOOST_TEST(to_string(stage.see("licence.status")) == "valid");
  BOOST_CHECK(stage.perform("lapse_licence", {}, "2028-08-21T00:00").obstacles ==
              WordSet{"NOT_LAPSED"});  // 20th: a Sunday
  BOOST_CHECK(stage.perform("lapse_licence", {}, "2028-08-22T00:00").outcome == Outcome::done);
  BOOST_TEST(to_string(stage.see("signature_submission.state")) == "none");
}

BOOST_AUTO_TEST_CASE(observation_leaves_no_trace) {
  Stage watched(recorded_holder()), unwatched(recorded_holder());
  for (Stage* stage : {&watched, &unwatched}) {
    for (int i = 0; i < 3; ++i) {
      if (stage == &watched) stage->see_all();
      stage->perform("roadside_check", presents({"card"}),
                     i == 0   ? "2026-05-01T09:00"
                     : i == 1 ? "2026-05-02T09:00"
                              : "2026-05-03T09:00");
    }
  }
  BOOST_REQUIRE(watched.exchanges.size() == unwatched.exchanges.size());
  BOOST_TEST(!watched.exchanges.empty());
  for (std::size_t i = 0; i < watched.exchanges.size(); ++i) {
    BOOST_CHECK(watched.exchanges[i].command == unwatched.exchanges[i].command);
    BOOST_CHECK(watched.exchanges[i].response == unwatched.exchanges[i].response);
  }
}

BOOST_AUTO_TEST_CASE(both_ways_of_inspection_agree) {
  Stage stage(recorded_holder());
  stage.perform("roadside_check", presents({"card"}), "2026-05-01T09:00");
  const auto direct = stage.system.observe("holder", observable());
  const auto count = stage.exchanges.size();
  const auto through = stage.system.observe_through_reader("holder", observable());
  BOOST_TEST(!through.empty());
  for (const auto& [name, value] : through)
    BOOST_TEST(to_string(direct.at(name)) == to_string(value), name.text());
  BOOST_TEST(stage.exchanges.size() == count);
}

BOOST_AUTO_TEST_CASE(a_card_pulled_out_in_the_middle_fails_the_step_and_leaves_the_registry) {
  Stage stage(with(unrecorded_holder(), reservation()));
  int installs = 0;
  stage.system.on_exchange([&](const Exchange& exchange) {
    if (exchange.command.size() > 2 && exchange.command[1] == 0xE6 && ++installs == 1)
      stage.slot.remove(sim::reader::Insertion::warm);
  });
  const auto result = stage.perform("integrate_licence", at_fuchu(), "2026-05-11T09:30");
  BOOST_CHECK(result.outcome == Outcome::failed);
  BOOST_TEST(!result.detail.empty());
  BOOST_TEST(to_string(stage.see("driver_registry.holding_form")) == "licence_only");
  stage.system.on_exchange({});
  BOOST_CHECK(stage.perform("integrate_licence", at_fuchu(), "2026-05-11T09:40").outcome == Outcome::done);
}

BOOST_AUTO_TEST_SUITE_END()
