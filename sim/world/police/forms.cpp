// 記録抹消 and 保有状況の変更 of somebody who holds a my_number_licence.
#include "sim/world/codes.hpp"
#include "sim/world/days.hpp"
#include "sim/world/police/grant.hpp"
#include "sim/world/police/police_facility.hpp"

namespace karimen::sim::world {
namespace {

/// What is left of a form when the record goes.
HoldingForm without_record(HoldingForm form) {
  switch (form) {
    case HoldingForm::both:
      return HoldingForm::licence_only;
    case HoldingForm::my_number_only:
      return HoldingForm::none;
    case HoldingForm::licence_only:
    case HoldingForm::none:
      break;
  }
  return form;
}

}  // namespace

Result PoliceFacility::erase(Visit visit) {
  const auto& person = visit.person;
  Driver& driver = use_.drivers.entry(person.id);
  if (visit.today() < records_begin) return not_started(false);
  const CardView view = before_breaking_off(person, look_at_card_of(person), false);
  Objections objections;
  objections.ask_drivers(use_.systems.driver_registry);
  collect_counter(visit, Errand::erasure, objections);
  objections.see(obstacle::card_not_active, view.card == nullptr);
  objections.see(obstacle::chip_broken, view.broken());
  objections.see(obstacle::nothing_to_erase, view.reading && !view.carries_record());
  // 長野県警 A4: 「記録抹消（保有状況の変更）」: a form stays, unless the licence has ended anyway.
  objections.hear(obstacle::last_form, driver.form == HoldingForm::my_number_only &&
                                           use_.drivers.in_force(person.id, visit.today()) &&
                                           !use_.customs.last_form_may_be_erased &&
                                           !errs(Defect::last_form_erased));
  if (!objections.none()) return objections.refusal();

  erase_from(view);
  if (errs(Defect::erasure_unlinks)) driver.link.state = LinkState::unlinked;
  if (driver.record_card == view.card->serial() && !errs(Defect::record_card_left_behind))
    driver.record_card.clear();
  if (!errs(Defect::form_left_behind)) use_.drivers.change_form(driver, without_record(driver.form));
  return {};
}

Result PoliceFacility::change_form(Visit visit, HoldingForm form) {
  const auto& person = visit.person;
  Driver& driver = use_.drivers.entry(person.id);
  const CardView view = before_breaking_off(person, look_at_card_of(person), with_card(form));
  const bool to_card_alone = form == HoldingForm::my_number_only;
  const bool document_missing = person.papers.licence_document != DocumentStatus::held;
  const bool issued = form != HoldingForm::my_number_only && document_missing;
  Fee fee{.charged = true};
  if (visit.facility->prefecture == "tokyo") fee.amount = use_.customs.form_change_fee;

  Objections objections;
  if (visit.today() < records_begin)
    return not_started(
        form != HoldingForm::licence_only ||
        (visit.facility->prefecture == "tokyo" &&
         use_.customs.integration_certificates != IntegrationCertificates::none));  // 長野県警 A2
  objections.ask_drivers(use_.systems.driver_registry);
  collect_counter(
      visit, form == HoldingForm::licence_only ? Errand::giving_up_the_card : Errand::standalone_recording,
      objections);
  collect_reservation(visit, objections);
  collect_integration_certificates(visit, view, objections);
  objections.hear(obstacle::no_licence, !use_.drivers.in_force(person.id, visit.today()));
  objections.see(obstacle::facility_not_supported, errs(Defect::form_change_at_renewal_only));
  objections.hear(obstacle::no_my_number_licence, !driver.holds_my_number_licence());
  objections.hear(obstacle::same_form, driver.holds_my_number_licence() && driver.form == form);
  objections.hear(obstacle::licence_suspended, issued && use_.drivers.is_suspended(person.id, visit.today()));
  if (form != HoldingForm::licence_only) objections.ask_cards(use_.systems.card_registry);
  if (to_card_alone) {
    // Whoever gives the plastic licence back drives on the record: it must be there, and be the one in force.
    collect_recordable(visit, view, objections);
    objections.see(obstacle::no_my_number_licence, view.reading && !view.carries_record());
    objections.hear(obstacle::form_not_possible, view.carries_record() && !view.carries_current);
    advise_reissue(view, visit.today(), objections);
  }
  collect_money(person, fee, objections);
  if (!objections.none()) return objections.refusal();

  Result result{.warnings = objections.warnings(), .fee = fee};
  if (form == HoldingForm::licence_only) {
    erase_from(view);
    driver.record_card.clear();
  }
  set_form(visit, form);
  if (issued) issue_document(visit, result);
  pay(visit.person, fee);
  use_reservation(visit);
  return result;
}

}  // namespace karimen::sim::world
