// What institutions can do wrong on purpose: whoever writes scenarios, or explores, finds out whether it
// would be noticed. Off unless asked for; where a counter asks, it asks `errs`.
#pragma once

#include <bitset>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/bilingual.hpp"

namespace karimen::sim::world {

/// In the order of the table in defects.cpp: first those of the catalogue (MUT-01 to MUT-32).
enum class Defect : std::uint8_t {
  card_expiry_follows_licence,
  paper_stays_valid,
  form_change_at_renewal_only,
  integration_wants_submission,
  printout_forgotten,
  address_on_chip,
  late_arrival_refused,
  submission_on_integration_day_only,
  wrong_certificate_tied,
  four_items_incomplete,
  first_obstacle_only,
  silence_read_as_recorded,
  rewriting_charged,
  pending_card_not_told,
  re_recording_wants_reservation,
  re_recording_always_free,
  document_refused_as_way_out,
  silent_notice_waives,
  expired_card_refused_on_road,
  travel_advice_refuses,
  app_shows_card_date,
  write_to_broken_chip_counts,
  fee_by_old_form,
  lecture_online_for_everyone,
  photo_kept_after_online_lecture,
  advice_reversed,
  unsigned_second_submission,
  erasure_unlinks,
  delivered_at_once,
  told_without_consent,
  address_makes_stale,
  waiver_used_twice,
  reservation_not_asked,
  any_site_serves,
  any_facility_booked,
  records_begin_a_day_late,
  combined_without_renewal,
  integrates_while_suspended,
  holder_pays_tokyo_amount,
  reservation_not_used_up,
  card_window_opens_a_day_late,
  card_window_closes_a_day_early,
  fee_not_taken,
  money_not_counted,
  record_card_not_registered,
  chip_space_not_asked,
  document_day_forgotten,
  lapsed_card_taken,
  notice_not_marked,
  equivalent_not_taken,
  any_notice_counts,
  other_persons_card_recorded,
  current_record_written_again,
  reported_change_not_kept,
  pin_tries_not_restored,
  record_card_left_behind,
  form_left_behind,
  last_form_erased,
  submission_in_any_prefecture,
  later_submission_counts,
  any_form_starts_one_stop,
  general_pays_excellent,
  first_time_renews_for_five_years,
  record_left_on_card,
  renewal_day_forgotten,
  lecture_serves_twice,
  renews_too_early,
  form_kept_after_return,
  acquired_photo_kept,
  lapses_on_last_day,
  end_not_moved,
  suspension_ends_a_day_early,
  elderly_a_year_late,
  renewal_opens_on_birthday,
  renewed_until_birthday,
  consents_outlive_form,
  link_outlives_licence,
  submission_outlives_licence,
  undelivered_forgotten,
  notice_to_present_address,
  application_window_opens_a_day_late,
  old_card_stays_active,
  new_card_not_registered,
  open_application_not_seen,
  lost_card_not_stopped,
  found_card_stays_stopped,
  certificate_outlasts_card,
  certificate_survives_move,
  phone_certificate_survives,
  nobody_told_to_report,
  inheritance_begins_a_day_late,
  wish_not_asked,
  number_not_compared,
  every_channel_inherits,
  submission_need_not_be_before,
  every_reason_inherits,
  factory_copies_todays_record,
  forged_record_passes,
  superseded_record_passes,
  document_end_not_read,
  old_record_called_outdated,
  four_items_not_compared,
  first_submission_not_asked,
  lecture_too_early,
  withdrawal_not_kept,
  suspended_views_licence,
  link_lasts_too_long,
  mails_not_compared,
  count_,
};

struct DefectRow {
  Defect defect;
  const char* name;
  const char* catalogue;  ///< "MUT-01"; "": none of the catalogue's
  Bilingual what;         ///< goes wrong
  const char* place;      ///< below sim/world
};
[[nodiscard]] std::span<const DefectRow> defects();
/// By name, or by the catalogue's; nullptr: there is none.
[[nodiscard]] const DefectRow* find_defect(std::string_view name);

class Defects {
 public:
  void commit(Defect defect) { on_.set(static_cast<std::size_t>(defect)); }
  [[nodiscard]] bool operator()(Defect defect) const { return on_.test(static_cast<std::size_t>(defect)); }
  bool operator==(const Defects&) const = default;

 private:
  std::bitset<static_cast<std::size_t>(Defect::count_)> on_;
};

}  // namespace karimen::sim::world
