// 住民票 and 戸籍: what changes in them, what becomes of certificates, and what the police hear of it.
#include "sim/world/codes.hpp"
#include "sim/world/municipality/municipality.hpp"

namespace karimen::sim::world {

OneStopResult Municipality::tell_police(const Person& person, Moment now, RegisterItem item) {
  if (item == RegisterItem::domicile) return OneStopResult::none;
  Driver& driver = use_.drivers.entry(person.id);
  const bool certified = use_.customs.one_stop_without_certificate ||
                         use_.cards.card(person.card->serial()).signature.valid_on(date_of(now));
  // 警察庁, 2: the service is for who has a my_number_licence, and stands where that stands.
  const bool recorded =
      driver.card_of_record() == person.card->serial() || use_.customs.portal_serves_without_record;
  const bool served =
      recorded && driver.link.state != LinkState::stopped &&
      !(use_.customs.portal_serves_less_while_suspended && use_.drivers.is_stopped(person.id, date_of(now)));
  const bool told =
      driver.holds_card_alone() && certified && served &&
      (driver.one_stop.consents.contains(item) || use_.customs.errs(Defect::told_without_consent));
  if (!told) return OneStopResult::not_applied;
  if (!use_.systems.driver_registry) {
    driver.one_stop.undelivered.insert(item);
    return OneStopResult::pending;
  }
  driver.known.of(item) = use_.registers.entry(person.id).of(item);
  return OneStopResult::applied;
}

Result Municipality::change_register(Person& person, Moment now, RegisterItem item) {
  Objections objections;
  if (item != RegisterItem::domicile) objections.ask_cards(use_.systems.card_registry);
  if (!objections.none()) return objections.refusal();
  ++use_.registers.entry(person.id).of(item);
  Result result{.one_stop = tell_police(person, now, item)};
  const bool told = result.one_stop == OneStopResult::applied || result.one_stop == OneStopResult::pending;
  const Driver& driver = use_.drivers.entry(person.id);
  const bool concerned = driver.form != HoldingForm::none || driver.history.form != HistoryForm::none;
  if (!told && concerned && !use_.customs.errs(Defect::nobody_told_to_report))
    result.warnings.insert(warning::report_to_police);
  // What a signature certificate says of its holder no longer holds.
  if (item != RegisterItem::domicile && use_.customs.changes_revoke_certificate) {
    if (item != RegisterItem::address || !use_.customs.errs(Defect::certificate_survives_move))
      use_.cards.card(person.card->serial()).signature.revoke();
    if (!use_.customs.errs(Defect::phone_certificate_survives)) person.phone.revoke();
  }
  return result;
}

}  // namespace karimen::sim::world
