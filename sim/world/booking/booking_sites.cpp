#include "sim/world/booking/booking_sites.hpp"

#include "sim/world/days.hpp"
#include "sim/world/objections.hpp"
#include "sim/world/police/reception.hpp"

namespace karimen::sim::world {
namespace {

/// 「手続画面に進めるのはメールを送信してから180分以内です」.
constexpr std::chrono::minutes link_lasts{180};

/// 「更新時と更新時以外で予約サイトが違います」.
BookingSite site_for(VisitPurpose purpose) {
  return purpose == VisitPurpose::renewal ? BookingSite::renewal_site : BookingSite::procedures_site;
}

bool link_open(const Reservation& reservation, Moment now) {
  if (reservation.state != ReservationState::mailed || !reservation.mailed_at) return false;
  return reservation.site == BookingSite::renewal_site || now <= *reservation.mailed_at + link_lasts;
}

}  // namespace

Result BookingSites::request(Person& person, Moment now, const BookingRequest& request) const {
  const bool by_mail = request.site == BookingSite::procedures_site;
  Objections objections;
  objections.see(obstacle::booking_not_open, by_mail && now < bookings_begin);
  objections.see(obstacle::wrong_site, request.site != site_for(request.purpose));
  objections.see(obstacle::terms_not_agreed, !request.terms_agreed);
  objections.see(obstacle::emails_differ,
                 by_mail && !request.same_address_twice && !customs_.errs(Defect::mails_not_compared));
  if (!objections.none()) return objections.refusal();
  Reservation& reservation = person.papers.reservation;
  reservation.site = request.site;
  reservation.mailed_at = now;
  reservation.state = ReservationState::mailed;
  return {};
}

Result BookingSites::book(Person& person, Moment now, const Facility& facility, Slot slot,
                          bool applied) const {
  Reservation& reservation = person.papers.reservation;
  Objections objections;
  const bool mailed =
      reservation.state == ReservationState::mailed && customs_.errs(Defect::link_lasts_too_long);
  objections.see(obstacle::link_expired, !link_open(reservation, now) && !mailed);
  objections.see(
      obstacle::facility_not_supported,
      facility.prefecture != "tokyo" || !handles(facility, Errand::standalone_recording, customs_));
  objections.see(obstacle::not_applied, !applied);
  if (!objections.none()) return objections.refusal();
  reservation.state = ReservationState::booked;
  reservation.facility = facility.id;
  reservation.from = slot.from;
  reservation.until = slot.until;
  reservation.mail = MailShown::shown;
  return {.sheets = {{"booking_mail", {{"予約施設", facility.name}}}}};
}

}  // namespace karimen::sim::world
