// Applications, notices, documents: what has no chip work.
#include <boost/test/unit_test.hpp>

#include "builtin_fixture.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::test;

BOOST_AUTO_TEST_SUITE(builtin_documents)

BOOST_AUTO_TEST_CASE(an_open_application_is_cancelled_in_every_state_and_then_there_is_none) {
  for (const int done : {0, 1, 2}) {
    Stage stage(recorded_holder());
    stage.perform("apply_for_card", application(), "2026-05-01T09:00");
    if (done > 0) stage.perform("personalise_card", {}, "2026-05-22T09:00");
    if (done > 1) stage.perform("send_delivery_notice", {}, "2026-06-01T09:00");
    BOOST_CHECK(stage.perform("cancel_application", {}, "2026-06-02T09:00").outcome == Outcome::done);
    BOOST_TEST(stage.saw("card_application.state") == "cancelled");
    BOOST_TEST(stage.saw("next_card.record") == "none");
    BOOST_TEST(stage.saw("card.record") == "1");
    for (const char* procedure :
         {"cancel_application", "personalise_card", "send_delivery_notice", "deliver_card"}) {
      BOOST_CHECK(stage.perform(procedure, {}, "2026-06-03T09:00").obstacles ==
                  WordSet{"NO_OPEN_APPLICATION"});
    }
    BOOST_CHECK(stage.perform("apply_for_card", application(), "2026-06-04T09:00").outcome == Outcome::done);
  }
}

BOOST_AUTO_TEST_CASE(a_lost_notice_makes_nothing_free) {
  Stage stage(recorded_holder());
  stage.renew_card({{"number", word("300000000000")}});
  BOOST_CHECK(stage.perform("lose_notice", {}, "2026-06-10T12:00").outcome == Outcome::done);
  BOOST_TEST(stage.saw("delivery_notice.state") == "lost");
  BOOST_TEST(stage.saw("delivery_notice.licence_record") == "not_recorded");
  const auto charged = stage.perform(
      "re_record_licence", with(at_fuchu(), {{"documents", WordSet{"delivery_notice"}}}), "2026-06-11T10:00");
  BOOST_TEST(to_string(charged.outcomes.at("fee.charged")) == "true");
  BOOST_CHECK(charged.warnings == WordSet{"NO_DOCUMENT"});
}

BOOST_AUTO_TEST_CASE(an_equivalent_document_stands_for_the_notice_once) {
  for (const auto& [content, charged] :
       {std::pair{"not_recorded", "false"}, std::pair{"recorded", "true"}, std::pair{"unrelated", "true"}}) {
    Stage stage(recorded_holder());
    stage.renew_card({{"number", word("300000000000")}});
    stage.perform("lose_notice", {}, "2026-06-10T12:00");
    const auto issued =
        stage.perform("issue_equivalent_document", {{"content", word(content)}}, "2026-06-10T13:00");
    BOOST_CHECK(issued.outcome == Outcome::done);
    BOOST_TEST(issued.papers.size() == 1U);
    BOOST_TEST(stage.saw("equivalent_document.content") == content);
    const auto recorded =
        stage.perform("re_record_licence", with(at_fuchu(), {{"documents", WordSet{"equivalent_document"}}}),
                      "2026-06-11T10:00");
    BOOST_CHECK(recorded.outcome == Outcome::done);
    BOOST_TEST(to_string(recorded.outcomes.at("fee.charged")) == charged, content);
  }
}

BOOST_AUTO_TEST_CASE(a_document_instead_of_a_record_ends_the_my_number_licence) {
  Stage bare(with(recorded_holder(), {{"card.record", word("none")},
                                      {"card.record_number", word("none")},
                                      {"card.record_expires", word("none")},
                                      {"card.record_photo", word("none")},
                                      {"driver_registry.record_card", word("none")}}));
  const auto issued = bare.perform("reissue_licence_document", at_fuchu(), "2026-05-11T09:30");
  BOOST_CHECK(issued.outcome == Outcome::done);
  BOOST_TEST(to_string(issued.outcomes.at("fee.amount")) == "not_stated");
  BOOST_TEST(bare.saw("licence_document.status") == "held");
  BOOST_TEST(bare.saw("driver_registry.holding_form") == "licence_only");
  Stage recorded(recorded_holder());
  recorded.perform("reissue_licence_document", at_fuchu(), "2026-05-11T09:30");
  BOOST_TEST(recorded.saw("driver_registry.holding_form") == "both");
  BOOST_TEST(recorded.saw("driver_registry.record_card") == "card");
}

BOOST_AUTO_TEST_CASE(a_change_of_content_is_written_where_the_card_is_presented) {
  for (const char* change : {"condition_removed", "condition_added", "class_added"}) {
    for (const char* card : {"presented", "not_presented"}) {
      Stage stage(recorded_holder());
      const auto result = stage.perform("change_licence_content",
                                        with(at_fuchu(), {{"change", word(change)}, {"card", word(card)}}),
                                        "2026-05-11T09:30");
      BOOST_CHECK(result.outcome == Outcome::done);
      BOOST_TEST(stage.saw("licence.record") == "2");
      BOOST_TEST(stage.saw("card.record") == (word(card) == word("presented") ? "2" : "1"));
      BOOST_TEST(stage.saw("licence.photo") == "photo-01");
    }
  }
}

BOOST_AUTO_TEST_CASE(a_change_of_content_during_a_suspension_waits_for_its_writing) {
  Stage stage(with(recorded_holder(), {{"licence.disposition", word("suspended")}}));
  BOOST_CHECK(stage.perform("change_licence_content", at_fuchu(), "2026-05-11T09:30").outcome ==
              Outcome::done);
  BOOST_TEST(stage.saw("licence.record") == "2");
  BOOST_TEST(stage.saw("card.record") == "1");
  stage.perform("lift_suspension", {}, "2026-05-12T09:00");
  BOOST_CHECK(stage.perform("rewrite_licence_record", at_fuchu(), "2026-05-12T09:30").outcome ==
              Outcome::done);
  BOOST_TEST(stage.saw("card.record") == "2");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(builtin_dispositions)

BOOST_AUTO_TEST_CASE(a_revocation_erases_the_record_or_leaves_it) {
  for (const bool erased : {true, false}) {
    Stage stage(recorded_holder());
    const Facts inputs{{"record", word(erased ? "erased" : "left")}};
    BOOST_CHECK(stage.perform("revoke_licence", inputs, "2026-05-11T09:30").outcome == Outcome::done);
    BOOST_TEST(stage.saw("licence.status") == "revoked_disciplinary");
    BOOST_TEST(stage.saw("card.record") == (erased ? "none" : "1"));
    BOOST_TEST(stage.saw("card.free_space") == (erased ? "15600" : "9000"));
    BOOST_TEST(stage.saw("driver_registry.record_card") == (erased ? "none" : "card"));
    BOOST_TEST(stage.saw("driver_registry.holding_form") == "none");
    BOOST_TEST(stage.saw("signature_submission.state") == "none");
  }
}

BOOST_AUTO_TEST_CASE(a_lost_card_keeps_its_record_at_a_revocation) {
  Stage stage(with(recorded_holder(), {{"card.possession", word("lost")}}));
  stage.perform("revoke_licence", {{"record", word("erased")}}, "2026-05-11T09:30");
  BOOST_TEST(stage.saw("card.record") == "1");
  BOOST_TEST(stage.saw("driver_registry.record_card") == "card");
}

BOOST_AUTO_TEST_CASE(suspensions_of_both_kinds_are_lifted) {
  for (const auto& [procedure, status] :
       {std::pair{"suspend_licence", "suspended"},
        std::pair{"provisionally_suspend_licence", "provisionally_suspended"}}) {
    Stage stage(recorded_holder());
    stage.perform(procedure, {{"until", day("2026-07-31")}}, "2026-05-11T09:30");
    BOOST_TEST(stage.saw("licence.status") == status);
    BOOST_TEST(stage.saw("licence.suspended_until") == "2026-07-31");
    BOOST_TEST(stage.saw("card.record") == "1");
    BOOST_CHECK(stage.perform("lift_suspension", {}, "2026-06-11T09:30").outcome == Outcome::done);
    BOOST_TEST(stage.saw("licence.status") == "valid");
    BOOST_TEST(stage.saw("licence.suspended_until") == "none");
    BOOST_CHECK(stage.perform("lift_suspension", {}, "2026-06-12T09:30").obstacles ==
                WordSet{"NOT_SUSPENDED"});
  }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(builtin_loss_and_pins)

BOOST_AUTO_TEST_CASE(a_lost_card_is_found_in_each_state) {
  Stage never_lost(recorded_holder());
  BOOST_CHECK(never_lost.perform("find_lost_card", {}, "2026-05-11T09:30").obstacles == WordSet{"NOT_LOST"});
  Stage reported(recorded_holder());
  reported.perform("report_card_lost", {}, "2026-05-11T09:30");
  BOOST_CHECK(reported.perform("find_lost_card", {}, "2026-05-12T09:30").outcome == Outcome::done);
  BOOST_TEST(reported.saw("card.status") == "active");
  const Facts presents{{"presents", WordSet{"card"}}};
  BOOST_TEST(to_string(reported.perform("roadside_check", presents, "2026-05-12T12:00")
                           .outcomes.at("roadside.finding")) == "OK");
  Stage unreported(with(recorded_holder(), {{"card.possession", word("lost")}}));
  BOOST_CHECK(unreported.perform("find_lost_card", {}, "2026-05-12T09:30").outcome == Outcome::done);
  Stage applied(recorded_holder());
  applied.perform("report_card_lost", {}, "2026-05-01T09:00");
  applied.perform("reissue_card", {{"reason", word("lost")}}, "2026-05-02T09:00");
  BOOST_CHECK(applied.perform("find_lost_card", {}, "2026-05-03T09:00").outcome == Outcome::done);
  BOOST_TEST(applied.saw("card_application.state") == "accepted");
}

struct PinAtOffice {
  const char* pin;
  const char* office;
  WordSet obstacles;
};

BOOST_AUTO_TEST_CASE(each_pin_is_reset_at_its_own_office) {
  const PinAtOffice table[] = {{"signature_password", "municipality", {}},
                               {"signature_password", "police", {"NOT_AT_POLICE"}},
                               {"authentication_pin", "municipality", {}},
                               {"authentication_pin", "police", {"NOT_AT_POLICE"}},
                               {"licence_pin", "municipality", {"FACILITY_NOT_SUPPORTED"}},
                               {"licence_pin", "police", {}}};
  for (const auto& [pin, office, obstacles] : table) {
    const std::string counter = std::string("card.") + pin + "_tries";
    Stage stage(with(recorded_holder(), {{"card.signature_password_tries", std::int64_t{0}},
                                         {"card.authentication_pin_tries", std::int64_t{0}},
                                         {"card.licence_pin_tries", std::int64_t{0}}}));
    const auto before = stage.see_all();
    const auto result =
        stage.perform("reset_pin", {{"pin", word(pin)}, {"office", word(office)}}, "2026-05-11T09:30");
    BOOST_CHECK(result.obstacles == obstacles);
    auto expected = before;
    if (obstacles.empty())
      expected[counter] = word(pin) == word("signature_password") ? "5"
                          : word(pin) == word("licence_pin")      ? "10"
                                                                  : "3";
    BOOST_CHECK(stage.see_all() == expected);
  }
}

BOOST_AUTO_TEST_CASE(renewed_certificates_end_with_the_fifth_birthday_or_the_card) {
  for (const auto& [expires, last] :
       {std::pair{"2026-07-20", "2026-07-20"}, std::pair{"2033-07-20", "2030-07-20"}}) {
    Stage stage(with(recorded_holder(), {{"card.expires", day(expires)}}));
    stage.perform("renew_certificates", {}, "2026-05-11T09:30");
    BOOST_TEST(stage.saw("card.authentication_certificate_expires") == last);
    BOOST_TEST(stage.saw("card.signature_certificate_expires") == last);
  }
}

BOOST_AUTO_TEST_CASE(a_signature_certificate_is_renewed_only_where_wanted_and_possible) {
  const Facts old{{"card.expires", day("2033-07-20")}};
  Stage declined(with(recorded_holder(), old));
  declined.perform("renew_certificates", {{"signature_certificate", word("not_wanted")}}, "2026-05-11T09:30");
  BOOST_TEST(declined.saw("card.signature_certificate_expires") == "2026-07-20");
  BOOST_TEST(declined.saw("card.authentication_certificate_expires") == "2030-07-20");
  for (const auto& [characters, last] :
       {std::pair{"substitutable", "2030-07-20"}, std::pair{"unencodable", "2026-07-20"}}) {
    Stage stage(with(recorded_holder(), with(old, {{"holder.name_encodable", word(characters)}})));
    stage.perform("renew_certificates", {}, "2026-05-11T09:30");
    BOOST_TEST(stage.saw("card.signature_certificate_expires") == last);
  }
}

BOOST_AUTO_TEST_SUITE_END()
