// How the institutions handle what no published rule settles. Defaults first; a world is made with one of
// these.
#pragma once

#include <optional>

#include "sim/world/calendar/calendar.hpp"
#include "sim/world/defect.hpp"

namespace karimen::sim::world {

/// How silence of the sources on a counter's hours, or days, is taken.
enum class UnstatedHours { accepted, office_hours };

/// Which certificates a standalone integration in Tokyo asks to be valid.
enum class IntegrationCertificates { authentication, both, none };

struct Customs {
  bool delivery_date_decides_scheme = false;  ///< else the date of application
  bool card_window_opens_day_after = false;   ///< else on the same day, three months before
  LeapBirthday leap_birthday = LeapBirthday::february_28;
  bool licence_end_moves_to_working_day = true;
  bool inheritance_tested_again_in_factory = true;
  bool suspension_before_delivery_blocks_record = false;
  bool factory_copies_record_of_its_day = false;  ///< else that of the day of application
  bool suspension_erases_record = false;
  bool provisional_counts_as_suspension = true;
  IntegrationCertificates integration_certificates = IntegrationCertificates::authentication;
  std::optional<int> re_recording_fee;  ///< yen; absent: charged, amount not published
  bool notice_always_mentions_record = false;
  bool notice_handed_in = false;
  bool blank_number_refused = false;
  bool re_recording_gives_new_number = false;
  bool submission_ends_with_certificate = false;
  bool query_clears_broken_chip = false;
  bool outdated_record_accepted = false;
  bool loss_voids_application = false;
  bool old_card_usable_until_re_recorded = false;
  bool bad_card_refuses_renewal = false;
  bool submission_in_any_prefecture = false;
  bool police_reader_needs_pin = false;
  bool renewal_refused_while_suspended = false;
  bool renewal_charges_missing_record = false;
  bool substitute_characters_inherit = false;
  bool renewal_amounts_national = false;    ///< Kagoshima's amounts everywhere
  bool standalone_amount_national = false;  ///< Tokyo's amount everywhere
  bool rewriting_charges_content_change = false;
  bool last_minute_excluded = false;
  bool re_recording_at_any_time = false;  ///< Nagano
  bool empty_despite_notice_free = false;
  bool loss_charges_despite_notice = false;   ///< after loss, damage and expiry
  bool relinking_without_submission = false;  ///< after an unlinking and a lapse or revocation
  bool ended_link_needs_submission = false;
  bool ended_link_works_again = false;     ///< never released, licence ended and acquired again
  bool mismatch_keeps_submission = false;  ///< else both submissions are made again
  bool changes_revoke_certificate = true;  ///< address, name, date of birth
  bool last_form_may_be_erased = false;
  bool online_lecture_frozen = false;  ///< else judged again at the renewal
  bool consents_dormant = false;       ///< else they end when the card is no longer the only form
  bool one_stop_without_certificate = false;
  bool portal_serves_without_record = false;
  bool portal_serves_less_while_suspended = false;  ///< domicile, one-stop and notices too
  bool online_lecture_fee_for_card_only = false;
  std::optional<int> form_change_fee;  ///< yen, in Tokyo; absent: charged, amount not published
  UnstatedHours unstated_hours = UnstatedHours::accepted;
  bool history_at_any_time = false;             ///< else within five years of return or lapse
  bool history_free = false;                    ///< else charged, amount not published
  bool tokyo_list_for_every_recording = false;  ///< else for re-recording alone
  Defects errs;                                 ///< what they do wrong on purpose
  bool operator==(const Customs&) const = default;
};

}  // namespace karimen::sim::world
