// 一体化: the licence record is put on a card for the first time.
#include "sim/world/codes.hpp"
#include "sim/world/days.hpp"
#include "sim/world/police/police_facility.hpp"

namespace karimen::sim::world {
namespace {

constexpr int tokyo_standalone_fee = 1500;

}  // namespace

Fee PoliceFacility::standalone_fee(const Visit& visit, CombinedWith combined) const {
  if (combined == CombinedWith::licence_renewal) return {};
  // 警視庁's amount is that of who becomes a holder.
  const bool holder = use_.drivers.entry(visit.person.id).holds_my_number_licence();
  const bool known = (visit.facility->prefecture == "tokyo" || use_.customs.standalone_amount_national) &&
                     (!holder || errs(Defect::holder_pays_tokyo_amount));
  return {.charged = true, .amount = known ? std::optional(tokyo_standalone_fee) : std::nullopt};
}

void PoliceFacility::collect_integration_certificates(const Visit& visit, const CardView& view,
                                                      Objections& objections) const {
  const auto wanted = use_.customs.integration_certificates;
  if (visit.facility->prefecture != "tokyo" || wanted == IntegrationCertificates::none) return;
  objections.ask_cards(use_.systems.card_registry);
  const bool authentication = view.entry.authentication.valid_on(visit.today());
  const bool signature = view.entry.signature.valid_on(visit.today());
  objections.hear_of_card(obstacle::cert_not_valid,
                          !authentication || (wanted == IntegrationCertificates::both && !signature));
}

void PoliceFacility::collect_reservation(const Visit& visit, Objections& objections) const {
  if (visit.facility->prefecture != "tokyo" || visit.now < bookings_begin) return;
  if (errs(Defect::reservation_not_asked)) return;
  const Reservation& booked = visit.person.papers.reservation;
  const bool here_today = booked_for(visit);
  // 警視庁: 「更新時と更新時以外で予約サイトが違います」.
  const bool serves = booked.state == ReservationState::booked && booked.mail != MailShown::not_shown &&
                      (booked.site != BookingSite::renewal_site || errs(Defect::any_site_serves)) &&
                      here_today;
  const bool missed = serves && (visit.now < *booked.from || (booked.until && visit.now > *booked.until));
  objections.see(obstacle::no_reservation, !serves || (missed && errs(Defect::late_arrival_refused)));
  objections.remark(warning::slot_missed, missed);
}

bool PoliceFacility::booked_for(const Visit& visit) const {
  const Reservation& booked = visit.person.papers.reservation;
  const bool here = booked.facility == visit.facility->id || errs(Defect::any_facility_booked);
  return here && booked.from && date_of(*booked.from) == visit.today();
}

void PoliceFacility::use_reservation(const Visit& visit) const {
  if (errs(Defect::reservation_not_used_up)) return;
  auto& booked = visit.person.papers.reservation;
  // 警視庁: 「更新時と更新時以外で予約サイトが違います」: who booked a renewal has it still, whatever is done
  // that day.
  if (booked.state == ReservationState::booked && booked.site != BookingSite::renewal_site &&
      booked_for(visit))
    booked.state = ReservationState::used;
}

Result PoliceFacility::integrate(Visit visit, HoldingForm form, CombinedWith combined) {
  const auto& person = visit.person;
  const Driver& driver = use_.drivers.entry(person.id);
  const Date today = visit.today();
  const CardView view = before_breaking_off(person, look_at_card_of(person), true);
  const Fee fee = standalone_fee(visit, combined);
  Objections objections;
  objections.ask_drivers(use_.systems.driver_registry);
  objections.ask_cards(use_.systems.card_registry);

  if (today < records_begin || (errs(Defect::records_begin_a_day_late) && today == records_begin))
    return not_started();
  collect_counter(
      visit, combined == CombinedWith::nothing ? Errand::standalone_recording : Errand::combined_recording,
      objections);
  objections.hear(
      obstacle::not_combined,
      (combined == CombinedWith::licence_renewal && driver.renewed_on != today &&
       !errs(Defect::combined_without_renewal)) ||
          (combined == CombinedWith::licence_document_reissue && driver.document_issued_on != today));
  collect_recordable(visit, view, objections);
  objections.see(obstacle::chip_full, !has_room(view));
  objections.hear(obstacle::licence_suspended,
                  use_.drivers.is_suspended(person.id, today) && !errs(Defect::integrates_while_suspended));
  objections.hear(obstacle::not_submitted,
                  errs(Defect::integration_wants_submission) && !driver.submission.submitted);
  objections.hear(obstacle::licence_not_valid, !use_.drivers.in_force(person.id, today));
  // 警視庁: 「すでに、マイナ免許証をお持ちの方の再記録」 is another procedure.
  objections.hear(obstacle::already_integrated, view.carries_current);
  objections.hear(obstacle::holder_already, driver.holds_my_number_licence() && !view.carries_current);
  objections.see(obstacle::document_not_held,
                 form == HoldingForm::both && person.papers.licence_document != DocumentStatus::held);
  collect_money(person, fee, objections);
  if (combined != CombinedWith::licence_renewal) {
    collect_integration_certificates(visit, view, objections);
    collect_reservation(visit, objections);
  }

  advise_reissue(view, today, objections);
  const bool application_open = use_.cards.application(person.id).open();
  // 警視庁: a record that was made in between is not carried over, where others are.
  const bool others_are = today >= inheritance_begins;
  const bool told = others_are && application_open && !errs(Defect::pending_card_not_told);
  objections.remark_of_card(warning::wait_for_new_card, told);
  objections.remark_of_card(warning::card_renewal_due, others_are &&
                                                           view.entry.status == CardStatus::active &&
                                                           in_card_window(view, today) && !application_open);
  if (!objections.none()) return objections.refusal();

  Result result{.warnings = objections.warnings(), .fee = fee};
  record(visit, view, result);
  set_form(visit, form);
  pay(visit.person, fee);
  // The visit of a renewal is booked on a site of its own.
  if (combined != CombinedWith::licence_renewal) use_reservation(visit);
  return result;
}

}  // namespace karimen::sim::world
