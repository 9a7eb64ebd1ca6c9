// 一体化: the licence record is put on a card for the first time.
#include "sim/world/codes.hpp"
#include "sim/world/police/police_facility.hpp"

namespace karimen::sim::world {
namespace {

using namespace std::chrono;

constexpr Date integration_begins{year{2025}, March, day{24}};  // 鹿児島県警, 長野県警 Q2
// 警視庁: the reservation site takes reservations from 2025-09-18 09:00; before, none can be demanded.
constexpr Moment tokyo_reservations_begin = local_days{year{2025} / September / 18} + hours{9};
constexpr int tokyo_standalone_fee = 1500;

bool outside_renewal(CombinedWith combined) {
  return combined != CombinedWith::licence_renewal;
}

}  // namespace

Fee PoliceFacility::standalone_fee(const Facility& facility, CombinedWith combined) const {
  if (!outside_renewal(combined)) return {};
  const bool known = facility.prefecture == "tokyo" || use_.customs.standalone_amount_national;
  return {.charged = true, .amount = known ? std::optional(tokyo_standalone_fee) : std::nullopt};
}

void PoliceFacility::collect_reservation(const Visit& visit, CombinedWith combined, const CardView& view,
                                         Result& result) const {
  if (visit.facility->prefecture != "tokyo" || !outside_renewal(combined)) return;
  const auto wanted = use_.customs.integration_certificates;
  const bool authentication = view.entry.authentication.valid_on(visit.today());
  const bool signature = view.entry.signature.valid_on(visit.today());
  if ((wanted != IntegrationCertificates::none && !authentication) ||
      (wanted == IntegrationCertificates::both && !signature)) {
    result.obstacles.insert(obstacle::cert_not_valid);
  }
  if (visit.now < tokyo_reservations_begin) return;
  const Reservation& booked = visit.person.papers.reservation;
  const bool here_today =
      booked.facility == visit.facility->id && booked.from && date_of(*booked.from) == visit.today();
  if (booked.state != ReservationState::booked || booked.mail == MailShown::not_shown || !here_today) {
    result.obstacles.insert(obstacle::no_reservation);
  } else if (visit.now < *booked.from || (booked.until && visit.now > *booked.until)) {
    result.warnings.insert(warning::slot_missed);
  }
}

Result PoliceFacility::integrate(Visit visit, HoldingForm form, CombinedWith combined) {
  const auto& person = visit.person;
  const CardView view = before_breaking_off(person, look_at_card_of(person));
  Result result{.obstacles = view.obstacles_to_use(visit.today()),
                .fee = standalone_fee(*visit.facility, combined)};
  auto& obstacles = result.obstacles;

  if (visit.today() < integration_begins) obstacles.insert(obstacle::not_started);
  if (!has_room(view)) obstacles.insert(obstacle::chip_full);
  if (use_.drivers.is_suspended(person.id, visit.today())) obstacles.insert(obstacle::licence_suspended);
  if (!use_.drivers.in_force(person.id, visit.today())) obstacles.insert(obstacle::licence_not_valid);
  if (!records_licences(*visit.facility)) {
    obstacles.insert(obstacle::facility_not_supported);
  } else if (combined == CombinedWith::nothing &&
             !open_for_recording(*visit.facility, visit.now, use_.customs.last_minute_excluded)) {
    obstacles.insert(obstacle::out_of_hours);
  }
  if (view.carries_current) obstacles.insert(obstacle::already_integrated);
  if (cannot_pay(person, result.fee)) obstacles.insert(obstacle::fee_short);
  collect_reservation(visit, combined, view, result);

  if (needs_reissue(view, visit.today())) result.warnings.insert(warning::reissue_card);
  const bool application_open = use_.cards.application(person.id).open();
  if (application_open) result.warnings.insert(warning::wait_for_new_card);
  if (view.entry.status == CardStatus::active && in_card_window(view, visit.today()) && !application_open)
    result.warnings.insert(warning::card_renewal_due);
  if (!obstacles.empty()) return refused(std::move(obstacles), std::move(result.warnings));

  record(visit, view, result);
  set_form(visit, form);
  pay(visit.person, result.fee);
  auto& reservation = visit.person.papers.reservation;
  if (reservation.state == ReservationState::booked) reservation.state = ReservationState::used;
  return result;
}

}  // namespace karimen::sim::world
