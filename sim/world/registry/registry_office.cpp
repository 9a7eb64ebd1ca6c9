#include "sim/world/registry/registry_office.hpp"

#include "sim/world/objections.hpp"

namespace karimen::sim::world {

Result RegistryOffice::announce_renewal(const Person& person, Moment now) const {
  const Date today = date_of(now);
  const Driver& driver = use_.drivers.entry(person.id);
  const bool in_force = use_.drivers.in_force(person.id, today);
  const bool lapsed = use_.drivers.status(person.id, today) == LicenceStatus::lapsed;
  Objections objections;
  objections.ask_drivers(use_.systems.driver_registry);
  objections.hear(obstacle::lapsed, lapsed);
  objections.hear(obstacle::no_licence, !lapsed && !in_force);
  objections.hear(obstacle::too_early,
                  in_force && today < use_.drivers.renewal_opens(driver, person.identity.birth_date));
  if (!objections.none()) return objections.refusal();
  // 長野県警 A17: 「免許の住所地に発送することから…届かない場合があります」.
  const bool current = use_.customs.errs(Defect::notice_to_present_address) ||
                       driver.known.address == use_.registers.entry(person.id).address;
  return {
      .notice = {.postcard = current ? Postcard::sent_to_current_address : Postcard::sent_to_former_address,
                 .app = person.reader_app == ReaderApp::installed_with_notices,
                 .portal = use_.portal.offers(person, PortalService::notices, today)}};
}

Result RegistryOffice::run_lapse(const Person& person, Moment now) const {
  Objections objections;
  objections.ask_drivers(use_.systems.driver_registry);
  Driver& driver = use_.drivers.entry(person.id);
  // A lapse is over and done with once a driving-history certificate has followed it.
  objections.hear(obstacle::not_lapsed,
                  use_.drivers.status(person.id, date_of(now)) != LicenceStatus::lapsed ||
                      driver.history.form != HistoryForm::none);
  if (!objections.none()) return objections.refusal();
  use_.drivers.end_licence(driver);
  return {};
}

Result RegistryOffice::advise_on_trip_abroad(const Person& person) const {
  Result result;
  if (use_.customs.errs(Defect::travel_advice_refuses)) return refused({obstacle::form_not_possible});
  if (use_.drivers.entry(person.id).form == HoldingForm::my_number_only)
    result.warnings.insert(warning::two_cards_recommended);
  return result;
}

Result RegistryOffice::change_system(SystemName name, bool up) const {
  use_.systems.of(name) = up;
  if (!use_.systems.driver_registry) return {};
  for (auto& [person, driver] : use_.drivers.entries()) {
    for (const auto item : use_.customs.errs(Defect::undelivered_forgotten) ? std::set<RegisterItem>{}
                                                                            : driver.one_stop.undelivered)
      driver.known.of(item) = use_.registers.entry(person).of(item);
    driver.one_stop.undelivered.clear();
  }
  return {};
}

}  // namespace karimen::sim::world
