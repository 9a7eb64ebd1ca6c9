// Erasure, changes of the holding form, acquisition and return.
#include <boost/test/unit_test.hpp>

#include "builtin_fixture.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::test;

namespace {

const char* const booked_time = "2026-05-11T09:30";

Facts there_at(const char* facility) {
  return {{"facility", word(facility)}};
}
Facts booked(Facts facts) {
  return with(std::move(facts), reservation());
}
Facts holder_of_both() {
  return with(recorded_holder(),
              {{"driver_registry.holding_form", word("both")}, {"licence_document.status", word("held")}});
}
Facts to(const char* form) {
  return with(at_fuchu(), {{"form", word(form)}});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(builtin_forms)

BOOST_AUTO_TEST_CASE(erasing_takes_the_record_off_the_chip_and_leaves_the_plastic_licence) {
  Stage stage(holder_of_both());
  BOOST_TEST(stage.answer("erase_licence_record", there_at("matsumoto_station"), "2026-05-11T10:00") ==
             "done");
  BOOST_TEST(stage.saw("card.record") == "none");
  BOOST_TEST(stage.saw("card.free_space") == "15600");
  BOOST_TEST(stage.saw("driver_registry.record_card") == "none");
  BOOST_TEST(stage.saw("driver_registry.holding_form") == "licence_only");
  BOOST_TEST(stage.answer("erase_licence_record", there_at("matsumoto_station"), "2026-05-11T10:00") ==
             "refused NOTHING_TO_ERASE");
}

BOOST_AUTO_TEST_CASE(the_last_form_is_not_erased_unless_custom_allows_it_or_the_licence_has_ended) {
  const auto erase = [](Stage& stage) {
    return stage.answer("erase_licence_record", at_fuchu(), "2026-05-11T10:00");
  };
  Stage refused(recorded_holder());
  BOOST_TEST(erase(refused) == "refused LAST_FORM");
  Stage allowed(recorded_holder(), {{"A-29", word("allowed")}});
  BOOST_TEST(erase(allowed) == "done");
  BOOST_TEST(allowed.saw("driver_registry.holding_form") == "none");
  Stage ended(with(recorded_holder(), {{"licence.disposition", word("revoked_disciplinary")},
                                       {"driver_registry.holding_form", word("none")}}));
  BOOST_TEST(erase(ended) == "done");
}

BOOST_AUTO_TEST_CASE(a_form_changes_in_every_direction) {
  Stage stage(booked(recorded_holder()));
  BOOST_TEST(stage.answer("change_holding_form", to("my_number_only"), booked_time) == "refused SAME_FORM");
  BOOST_TEST(stage.answer("change_holding_form", to("both"), booked_time) == "done");
  BOOST_TEST(stage.saw("licence_document.status") == "held");
  BOOST_TEST(stage.saw("licence_document.issued_on") == "2026-05-11");
  BOOST_TEST(stage.saw("reservation.state") == "used");
  Stage back(booked(holder_of_both()));
  BOOST_TEST(back.answer("change_holding_form", to("my_number_only"), booked_time) == "done");
  BOOST_TEST(back.saw("licence_document.status") == "returned");
  BOOST_TEST(back.saw("card.record") == "1");
  Stage given_up(booked(recorded_holder()));
  BOOST_TEST(given_up.answer("change_holding_form", to("licence_only"), booked_time) == "done");
  BOOST_TEST(given_up.saw("card.record") == "none");
  BOOST_TEST(given_up.saw("licence_document.status") == "held");
  BOOST_TEST(given_up.saw("driver_registry.record_card") == "none");
}

BOOST_AUTO_TEST_CASE(nobody_gives_the_plastic_licence_back_for_a_record_that_is_not_in_force) {
  Stage stale(booked(with(holder_of_both(), {{"licence.record", std::int64_t{2}}})));
  BOOST_TEST(stale.answer("change_holding_form", to("my_number_only"), booked_time) ==
             "refused FORM_NOT_POSSIBLE");
  Stage none(booked(unrecorded_holder()));
  BOOST_TEST(none.answer("change_holding_form", to("both"), booked_time) == "refused NO_MY_NUMBER_LICENCE");
  Stage suspended(booked(with(recorded_holder(), {{"licence.disposition", word("suspended")}})));
  BOOST_TEST(suspended.answer("change_holding_form", to("both"), booked_time) == "refused LICENCE_SUSPENDED");
}

BOOST_AUTO_TEST_CASE(a_change_of_form_costs_what_custom_says_in_tokyo) {
  Stage stage(booked(recorded_holder()), {{"A-62", word("yen_1500")}});
  stage.perform("change_holding_form", to("both"), booked_time);
  BOOST_TEST(stage.saw("holder.cash") == "98500");
  Stage silent(booked(recorded_holder()));
  const auto result = silent.perform("change_holding_form", to("both"), booked_time);
  BOOST_TEST(to_string(result.outcomes.at("fee.amount")) == "not_stated");
  BOOST_TEST(silent.saw("holder.cash") == "100000");
  Stage poor(booked(with(recorded_holder(), {{"holder.cash", std::int64_t{0}}})));
  BOOST_TEST(poor.answer("change_holding_form", to("both"), booked_time) == "refused FEE_SHORT");
}

BOOST_AUTO_TEST_CASE(a_licence_is_acquired_and_returned) {
  Stage stage(with(unrecorded_holder(), {{"licence.disposition", word("never")},
                                         {"driver_registry.holding_form", word("none")},
                                         {"licence_document.status", word("not_issued")}}));
  const Facts wish = with(at_fuchu(), {{"form", word("my_number_only")}});
  BOOST_TEST(stage.answer("acquire_licence", wish, booked_time) == "done");
  BOOST_TEST(stage.saw("licence.status") == "valid");
  BOOST_TEST(stage.saw("licence.expires") == "2028-08-20");
  BOOST_TEST(stage.saw("card.record") == "2");
  BOOST_TEST(stage.saw("card.record_photo") == "photo-02");
  BOOST_TEST(stage.saw("licence_document.status") == "not_issued");
  BOOST_TEST(stage.answer("acquire_licence", wish, booked_time) == "refused LICENCE_IN_FORCE");
  BOOST_TEST(stage.answer("return_licence", at_fuchu(), "2026-05-12T10:00") == "done");
  BOOST_TEST(stage.saw("licence.status") == "revoked_on_request");
  BOOST_TEST(stage.saw("card.record") == "none");
  BOOST_TEST(stage.saw("driver_registry.holding_form") == "none");
  BOOST_TEST(stage.answer("return_licence", at_fuchu(), "2026-05-12T10:00") == "refused NO_LICENCE");
}

BOOST_AUTO_TEST_CASE(a_holder_records_again_and_does_not_integrate) {
  Stage stale(booked(with(recorded_holder(), {{"licence.record", std::int64_t{2}}})));
  BOOST_TEST(stale.answer("integrate_licence", at_fuchu(), booked_time) ==
             "refused HOLDER_ALREADY (CARD_RENEWAL_DUE)");
  Stage current(booked(recorded_holder()));
  BOOST_TEST(current.answer("integrate_licence", at_fuchu(), booked_time) ==
             "refused ALREADY_INTEGRATED (CARD_RENEWAL_DUE)");
  Stage lost(booked(with(unrecorded_holder(), {{"licence_document.status", word("lost")}})));
  BOOST_TEST(lost.answer("integrate_licence", to("both"), booked_time) ==
             "refused DOCUMENT_NOT_HELD (CARD_RENEWAL_DUE)");
}

BOOST_AUTO_TEST_CASE(a_combination_is_one_with_something_done_on_the_same_day) {
  const Facts combined = with(at_fuchu(), {{"combined_with", word("licence_renewal")}});
  const Facts near{{"licence.expires", day("2026-08-20")}};
  Stage stage(with(unrecorded_holder(), near));
  BOOST_TEST(stage.answer("integrate_licence", combined, "2026-06-22T09:00") ==
             "refused NOT_COMBINED (CARD_RENEWAL_DUE)");
  BOOST_TEST(stage.answer("renew_licence", to("licence_only"), "2026-06-22T09:00") == "done");
  BOOST_TEST(stage.saw("licence.renewed_on") == "2026-06-22");
  BOOST_TEST(stage.answer("integrate_licence", combined, "2026-06-22T10:00") == "done (CARD_RENEWAL_DUE)");
  BOOST_TEST(stage.saw("holder.cash") == "100000");
}

BOOST_AUTO_TEST_SUITE_END()
