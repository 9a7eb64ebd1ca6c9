// Systems that stop: SYSTEM_DOWN at every procedure that asks, and nothing is taken or half-written.
#include <boost/test/unit_test.hpp>

#include "builtin_fixture.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::test;

namespace {

const char* const that_day = "2026-05-11T12:00";

/// A procedure, and the systems that it asks.
struct Asking {
  const char* procedure;
  Facts inputs;
  WordSet systems;
};

Facts with_facility(Facts inputs = {}) {
  return with(at_fuchu(), inputs);
}

const std::vector<Asking>& procedures() {
  static const WordSet police{"driver_registry"}, recording{"driver_registry", "card_registry"},
      municipality{"card_registry"}, login{"portal", "card_registry"},
      service{"portal", "card_registry", "driver_registry"};
  static const Facts card_form{{"form", word("my_number_only")}}, plastic{{"form", word("licence_only")}};
  static const Facts items{{"items", WordSet{"address"}}}, password{{"password", word("KARIMEN2025")}};
  static const std::vector<Asking> table{{"integrate_licence", with_facility(), recording},
                                         {"submit_signature_certificate", with_facility(password), recording},
                                         {"start_one_stop", with_facility(with(items, password)), recording},
                                         {"re_record_licence", with_facility(), recording},
                                         {"rewrite_licence_record", with_facility(), recording},
                                         {"erase_licence_record", with_facility(), police},
                                         {"change_holding_form", with_facility(card_form), recording},
                                         {"change_holding_form", with_facility(plastic), police},
                                         {"renew_licence", with_facility(card_form), recording},
                                         {"renew_licence", with_facility(plastic), police},
                                         {"acquire_licence", with_facility(card_form), recording},
                                         {"acquire_licence", with_facility(plastic), police},
                                         {"return_licence", with_facility(), police},
                                         {"reissue_licence_document", with_facility(), police},
                                         {"change_licence_content", with_facility(), police},
                                         {"report_change", with_facility(), police},
                                         {"stop_portal_service", {}, police},
                                         {"suspend_licence", {}, police},
                                         {"provisionally_suspend_licence", {}, police},
                                         {"lift_suspension", {}, police},
                                         {"revoke_licence", {}, police},
                                         {"lapse_licence", {}, police},
                                         {"send_renewal_notice", {}, police},
                                         {"apply_for_card", application(), municipality},
                                         {"cancel_application", {}, municipality},
                                         {"personalise_card", {}, municipality},
                                         {"deliver_card", {}, municipality},
                                         {"reissue_card", {}, municipality},
                                         {"renew_certificates", {}, municipality},
                                         {"extend_card", {{"last_day", day("2028-01-31")}}, municipality},
                                         {"reset_pin", {}, municipality},
                                         {"change_register", {}, municipality},
                                         {"get_phone_certificates", {}, municipality},
                                         {"open_portal", {}, login},
                                         {"link_portal", password, service},
                                         {"unlink_portal", {}, service},
                                         {"view_licence", {}, service},
                                         {"take_online_lecture", {}, service},
                                         {"change_domicile", {}, service},
                                         {"consent_one_stop", items, service},
                                         {"withdraw_one_stop", items, service}};
  return table;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(builtin_systems)

BOOST_AUTO_TEST_CASE(a_procedure_that_asks_a_system_that_is_down_is_refused_and_changes_nothing) {
  for (const char* system : {"driver_registry", "card_registry", "portal"}) {
    Stage stage(with(linked_holder(), {{"system." + std::string(system), word("down")}}));
    stage.perform("pass_time", {}, that_day);
    const auto before = stage.see_all();
    for (const auto& [procedure, inputs, systems] : procedures()) {
      if (!systems.contains(system)) continue;
      const auto result = stage.perform(procedure, inputs, that_day);
      BOOST_CHECK_MESSAGE(result.outcome == Outcome::refused, procedure << " without " << system);
      BOOST_CHECK_MESSAGE(result.obstacles->contains("SYSTEM_DOWN"), procedure << " without " << system);
      BOOST_TEST(to_string(result.outcomes.at("fee.charged")) == "false", procedure);
      BOOST_CHECK_MESSAGE(stage.see_all() == before, procedure << " without " << system);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_procedure_that_asks_nobody_knows_of_no_system) {
  Stage stage(with(linked_holder(), {{"system.driver_registry", word("down")},
                                     {"system.card_registry", word("down")},
                                     {"system.portal", word("down")}}));
  for (const auto& [procedure, inputs] : {std::pair<const char*, Facts>{"pass_time", {}},
                                          {"read_with_app", {}},
                                          {"report_card_lost", {}},
                                          {"find_lost_card", {}},
                                          {"break_chip", {}},
                                          {"plan_trip_abroad", {}},
                                          {"request_booking", {{"site", word("procedures_site")}}},
                                          {"roadside_check", {{"presents", WordSet{}}}}})
    BOOST_CHECK_MESSAGE(stage.perform(procedure, inputs, that_day).outcome == Outcome::done, procedure);
}

BOOST_AUTO_TEST_CASE(only_what_needs_no_system_is_named_beside_it) {
  const Facts poor{{"system.driver_registry", word("down")},
                   {"holder.cash", std::int64_t{0}},
                   {"card.chip", word("broken")},
                   {"card.status", word("temporarily_stopped")},
                   {"licence.disposition", word("suspended")}};
  Stage stage(with(recorded_holder(), poor));
  BOOST_TEST(stage.answer("integrate_licence", {{"facility", word("matsumoto_station")}}, that_day) ==
             "refused CARD_STOPPED CHIP_BROKEN FACILITY_NOT_SUPPORTED FEE_SHORT SYSTEM_DOWN (REISSUE_CARD)");
  Stage silent(with(recorded_holder(), with(poor, {{"system.card_registry", word("down")}})));
  BOOST_TEST(silent.answer("integrate_licence", {{"facility", word("matsumoto_station")}}, that_day) ==
             "refused CHIP_BROKEN FACILITY_NOT_SUPPORTED FEE_SHORT SYSTEM_DOWN (REISSUE_CARD)");
}

BOOST_AUTO_TEST_CASE(the_officer_sees_what_an_officer_without_a_link_sees) {
  Stage stage(with(recorded_holder(),
                   {{"system.driver_registry", word("down")}, {"licence.disposition", word("suspended")}}));
  const auto result = stage.perform("roadside_check", {{"presents", WordSet{"card"}}}, that_day);
  BOOST_TEST(to_string(result.outcomes.at("roadside.finding")) == "OFFLINE_UNVERIFIED");
}

BOOST_AUTO_TEST_CASE(a_system_stops_and_answers_again) {
  Stage stage(linked_holder());
  stage.perform("change_system", {{"system", word("portal")}, {"state", word("down")}}, that_day);
  BOOST_TEST(stage.answer("view_licence", {}, that_day) == "refused SYSTEM_DOWN");
  stage.perform("change_system", {{"system", word("portal")}, {"state", word("up")}}, that_day);
  BOOST_TEST(stage.answer("view_licence", {}, that_day) == "done");
  stage.perform("change_system", {{"system", word("driver_registry")}, {"state", word("down")}}, that_day);
  const auto offered = stage.perform("open_portal", {}, that_day).outcomes.at("portal.services");
  BOOST_CHECK(offered == Value(WordSet{"notices"}));
}

BOOST_AUTO_TEST_SUITE_END()
