#include "harness/builtin/customs_of.hpp"

#include <array>

namespace karimen::harness::builtin {
namespace {

using sim::world::Customs;

/// `custom` is set to whether the assumption has this value.
struct Switch {
  const char* assumption;
  const char* value;
  bool Customs::*custom;
};

constexpr std::array switches{
    Switch{"A-01", "delivery", &Customs::delivery_date_decides_scheme},
    Switch{"A-02", "day_after", &Customs::card_window_opens_day_after},
    Switch{"A-06", "next_working_day", &Customs::licence_end_moves_to_working_day},
    Switch{"A-07", "application_and_personalisation", &Customs::inheritance_tested_again_in_factory},
    Switch{"A-08", "record_blocked", &Customs::suspension_before_delivery_blocks_record},
    Switch{"A-09", "personalisation", &Customs::factory_copies_record_of_its_day},
    Switch{"A-10", "erased", &Customs::suspension_erases_record},
    Switch{"A-11", "included", &Customs::provisional_counts_as_suspension},
    Switch{"A-16", "never", &Customs::notice_always_mentions_record},
    Switch{"A-18", "handed_in", &Customs::notice_handed_in},
    Switch{"A-19", "refused", &Customs::blank_number_refused},
    Switch{"A-20", "new_number", &Customs::re_recording_gives_new_number},
    Switch{"A-21", "per_certificate", &Customs::submission_ends_with_certificate},
    Switch{"A-25", "officer_query_clears", &Customs::query_clears_broken_chip},
    Switch{"A-26", "rewrite_advised", &Customs::outdated_record_accepted},
    Switch{"A-27", "application_void", &Customs::loss_voids_application},
    Switch{"A-28", "usable_until_re_recorded", &Customs::old_card_usable_until_re_recorded},
    Switch{"A-30", "refused", &Customs::bad_card_refuses_renewal},
    Switch{"A-35", "accepted", &Customs::submission_in_any_prefecture},
    Switch{"A-44", "needed", &Customs::police_reader_needs_pin},
    Switch{"A-45", "refused", &Customs::renewal_refused_while_suspended},
    Switch{"A-47", "both_fees", &Customs::renewal_charges_missing_record},
    Switch{"A-51", "no_obstacle", &Customs::substitute_characters_inherit},
    Switch{"A-52", "national", &Customs::renewal_amounts_national},
    Switch{"A-53", "national", &Customs::standalone_amount_national},
    Switch{"A-54", "re_recording_fee", &Customs::rewriting_charges_content_change},
    Switch{"A-56", "excluded", &Customs::last_minute_excluded},
    Switch{"A-57", "no_limit", &Customs::re_recording_at_any_time},
    Switch{"A-59", "free", &Customs::empty_despite_notice_free},
    Switch{"A-60", "charged", &Customs::loss_charges_despite_notice},
    Switch{"A-22", "not_required", &Customs::relinking_without_submission},
    Switch{"A-23", "second_only", &Customs::mismatch_keeps_submission},
    Switch{"A-24", "revoked", &Customs::changes_revoke_certificate},
    Switch{"A-29", "allowed", &Customs::last_form_may_be_erased},
    Switch{"A-31", "frozen", &Customs::online_lecture_frozen},
    Switch{"A-39", "dormant", &Customs::consents_dormant},
    Switch{"A-40", "ignored", &Customs::one_stop_without_certificate},
    Switch{"A-41", "on", &Customs::portal_serves_without_record},
    Switch{"A-43", "off", &Customs::portal_serves_less_while_suspended},
    Switch{"A-48", "in_person_fee", &Customs::online_lecture_fee_for_card_only},
    Switch{"A-61", "nothing", &Customs::ended_link_works_again},
    Switch{"A-61", "police_submission", &Customs::ended_link_needs_submission},
    Switch{"A-46", "unlimited", &Customs::history_at_any_time},
    Switch{"A-66", "free", &Customs::history_free},
    Switch{"A-64", "re_recording_list", &Customs::tokyo_list_for_every_recording},
};

}  // namespace

sim::world::Customs customs_of(const Facts& assumptions) {
  Customs customs;
  const auto value_of = [&](const char* name) {
    const auto found = assumptions.find(name);
    return found == assumptions.end() ? std::string() : to_string(found->second);
  };
  for (const auto& [assumption, value, custom] : switches) {
    const auto chosen = value_of(assumption);
    if (!chosen.empty()) customs.*custom = chosen == value;
  }
  if (value_of("A-04") == "march_1") customs.leap_birthday = sim::world::LeapBirthday::march_1;
  using sim::world::IntegrationCertificates;
  if (value_of("A-12") == "both") customs.integration_certificates = IntegrationCertificates::both;
  if (value_of("A-12") == "none") customs.integration_certificates = IntegrationCertificates::none;
  if (value_of("A-13") == "yen_1500") customs.re_recording_fee = 1500;
  if (value_of("A-62") == "yen_1500") customs.form_change_fee = 1500;
  if (value_of("A-63") == "office_hours") customs.unstated_hours = sim::world::UnstatedHours::office_hours;
  return customs;
}

}  // namespace karimen::harness::builtin
