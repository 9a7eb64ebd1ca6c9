// How the institutions handle what no published rule settles. Defaults first; a world is made with one of
// these.
#pragma once

#include <optional>

#include "sim/world/calendar/calendar.hpp"

namespace karimen::sim::world {

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
  bool loss_charges_despite_notice = false;
  bool operator==(const Customs&) const = default;
};

}  // namespace karimen::sim::world
