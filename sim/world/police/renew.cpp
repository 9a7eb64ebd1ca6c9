// 免許の更新.
#include "sim/world/codes.hpp"
#include "sim/world/days.hpp"
#include "sim/world/police/grant.hpp"
#include "sim/world/police/police_facility.hpp"

namespace karimen::sim::world {
namespace {

using licence::DriverClass;

// 鹿児島県警: 更新手数料.
int renewal_amount(HoldingForm form) {
  return form == HoldingForm::both ? 2950 : form == HoldingForm::my_number_only ? 2100 : 2850;
}

// 鹿児島県警: 対面講習.
int lecture_amount(DriverClass driver_class) {
  switch (driver_class) {
    case DriverClass::excellent:
      return 500;
    case DriverClass::general:
      return 800;
    case DriverClass::violation:
    case DriverClass::first_time:
      break;
  }
  return 1400;
}

constexpr int online_lecture_amount = 200;  // 鹿児島県警

/// emulator-defined: renewal periods, in years.
int validity_years(DriverClass driver_class) {
  return attends_online(driver_class) ? 5 : 3;
}

}  // namespace

Fee PoliceFacility::renewal_fee(const Visit& visit, HoldingForm form, Lecture lecture,
                                const CardView& view) const {
  const Driver& driver = use_.drivers.entry(visit.person.id);
  const bool known = visit.today() >= records_begin &&
                     (visit.facility->prefecture == "kagoshima" || use_.customs.renewal_amounts_national);
  const bool as_if_in_person =
      lecture == Lecture::in_person || (lecture == Lecture::online && form == HoldingForm::licence_only &&
                                        use_.customs.online_lecture_fee_for_card_only);
  const bool too_good = driver.driver_class == DriverClass::general && errs(Defect::general_pays_excellent);
  const int lecture_fee = as_if_in_person
                              ? lecture_amount(too_good ? DriverClass::excellent : driver.driver_class)
                          : lecture == Lecture::online ? online_lecture_amount
                                                       : 0;
  Fee fee{.charged = true};
  if (known) fee.amount = renewal_amount(form) + lecture_fee;
  const bool record_missing = driver.holds_my_number_licence() && with_card(form) && !view.carries_record();
  if (use_.customs.renewal_charges_missing_record && record_missing) {
    const Fee recording = re_recording_fee();
    fee.amount =
        fee.amount && recording.amount ? std::optional(*fee.amount + *recording.amount) : std::nullopt;
  }
  return fee;
}

void PoliceFacility::collect_card_form(const Visit& visit, HoldingForm form, const CardView& view,
                                       Objections& objections) const {
  const Date today = visit.today();
  const bool wants_card = with_card(form);
  if (wants_card) objections.ask_cards(use_.systems.card_registry);
  collect_counter(visit, wants_card && today >= records_begin ? Errand::combined_recording : Errand::other,
                  objections);
  objections.see(obstacle::not_started, wants_card && today < records_begin);
  if (today < records_begin) return;
  if (use_.customs.bad_card_refuses_renewal) {
    // Whoever has the record on a card like this, or wants it there, is sent to the municipality first. Who
    // has it, the registry says.
    const bool has_it =
        use_.systems.driver_registry && use_.drivers.entry(visit.person.id).holds_my_number_licence();
    if (wants_card || has_it) {
      collect_recordable(visit, view, objections);
      objections.see(obstacle::chip_full, !has_room(view));
    }
  } else {
    objections.see(obstacle::form_not_possible,
                   wants_card && (!view.reading || !has_room(view) || view.entry.expired(today)));
    objections.hear_of_card(obstacle::form_not_possible, wants_card && !view.entry.usable(today));
  }
  if (!wants_card) return;
  advise_reissue(view, today, objections);
}

void PoliceFacility::collect_lecture(const Visit& visit, Lecture lecture, Objections& objections) const {
  const Driver& driver = use_.drivers.entry(visit.person.id);
  const bool elderly = use_.drivers.elderly(driver, visit.person.identity.birth_date);
  objections.hear(obstacle::elderly_lecture_required,
                  lecture == Lecture::elderly ? !driver.elderly_lecture : elderly);
  const bool counts =
      driver.online_lecture &&
      (use_.customs.online_lecture_frozen || errs(Defect::lecture_online_for_everyone) ||
       (attends_online(driver.driver_class) && !use_.drivers.is_stopped(visit.person.id, visit.today())));
  objections.hear(obstacle::lecture_not_taken, lecture == Lecture::online && !counts);
  // 警視庁: it is the lecture for the elderly that makes the lecture of the renewal unnecessary.
  objections.hear(obstacle::lecture_not_taken, lecture == Lecture::none && !elderly);
}

void PoliceFacility::collect_renewal(const Visit& visit, HoldingForm form, const CardView& view,
                                     Objections& objections) const {
  const auto& person = visit.person;
  const Date today = visit.today();
  const Driver& driver = use_.drivers.entry(person.id);
  const bool in_force = use_.drivers.in_force(person.id, today);
  const bool lapsed = use_.drivers.status(person.id, today) == LicenceStatus::lapsed;
  objections.hear(obstacle::lapsed, lapsed);
  objections.hear(obstacle::no_licence, !lapsed && !in_force);
  objections.hear(obstacle::too_early,
                  !errs(Defect::renews_too_early) && in_force &&
                      today < use_.drivers.renewal_opens(driver, person.identity.birth_date));
  // 長野県警 A5: during a suspension nobody integrates, so nobody gives the plastic licence away for a record
  // that is not there either.
  const bool gives_document_away = form == HoldingForm::my_number_only && view.reading && !view.carries_own &&
                                   person.papers.licence_document == DocumentStatus::held;
  const bool for_nothing = with_card(form) && use_.drivers.is_suspended(person.id, today) &&
                           (!driver.holds_my_number_licence() || gives_document_away);
  objections.hear(obstacle::licence_suspended, for_nothing || (use_.customs.renewal_refused_while_suspended &&
                                                               use_.drivers.is_stopped(person.id, today)));
}

Result PoliceFacility::renew(Visit visit, HoldingForm form, Lecture lecture) {
  const auto& person = visit.person;
  const CardView view = before_breaking_off(person, look_at_card_of(person), with_card(form));
  const auto form_of_fee = errs(Defect::fee_by_old_form) ? use_.drivers.entry(person.id).form : form;
  const Fee fee = renewal_fee(visit, form_of_fee, lecture, view);
  Objections objections;
  objections.ask_drivers(use_.systems.driver_registry);
  collect_card_form(visit, form, view, objections);
  // 警視庁: 「更新時期が近い場合、…マイナンバーカード本体を先に」, and after the new card has come.
  const bool application_open = use_.cards.application(person.id).open();
  objections.remark(warning::card_first,
                    with_card(form) && in_card_window(view, visit.today()) != errs(Defect::advice_reversed));
  objections.remark_of_card(warning::card_first, with_card(form) && application_open);
  collect_renewal(visit, form, view, objections);
  collect_lecture(visit, lecture, objections);
  collect_money(person, fee, objections);
  if (!objections.none()) return objections.refusal();

  // The chip comes last: the registry must know the new version before it is written. Should the card vanish,
  // the renewal is taken back.
  Result result{.warnings = objections.warnings(), .fee = fee};
  Driver& driver = use_.drivers.entry(person.id);
  or_as_before(driver, [&] {
    driver.expires = use_.drivers.end_after_renewal(
        driver, person.identity.birth_date,
        errs(Defect::first_time_renews_for_five_years) ? 5 : validity_years(driver.driver_class));
    if (lecture != Lecture::online || !errs(Defect::photo_kept_after_online_lecture))
      driver.photograph = next_photograph(driver.photograph);
    auto content = driver.current().content;
    content.expires = driver.expires;
    content.photograph = use_.photographs.bytes(driver.photograph);
    use_.drivers.add_version(driver, std::move(content));
    if (with_card(form)) record_unless_suspended(visit, view, result);
    if (!with_card(form) && view.carries_own && !errs(Defect::record_left_on_card)) erase_from(view);
  });
  if (!with_card(form)) driver.record_card.clear();
  set_form(visit, form);
  if (form != HoldingForm::my_number_only) issue_document(visit, result);
  if (!errs(Defect::renewal_day_forgotten)) driver.renewed_on = visit.today();
  driver.online_lecture = driver.online_lecture && errs(Defect::lecture_serves_twice);
  driver.elderly_lecture = false;
  pay(visit.person, fee);
  return result;
}

}  // namespace karimen::sim::world
