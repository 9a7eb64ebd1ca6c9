// The services, used.
#include <algorithm>

#include "sim/world/police/grant.hpp"
#include "sim/world/portal/portal.hpp"

namespace karimen::sim::world {

Result Portal::view_licence(Login login) {
  const Driver& driver = use_.drivers.entry(login.person.id);
  Objections objections;
  collect_login(login, objections);
  collect_service(login, PortalService::view_licence, objections);
  if (auto refusal = log_in(login, objections)) return *refusal;
  if (driver.history.on_card())
    return {.sheets = {{"portal_display", {{"運転経歴情報記録番号", driver.history.number}}}}};
  return {.sheets = {
              {"portal_display",
               {{"免許情報記録番号", driver.record_number}, {"有効期間の末日", to_string(driver.expires)}}}}};
}

Result Portal::take_online_lecture(Login login) {
  const Person& person = login.person;
  Driver& driver = use_.drivers.entry(person.id);
  Objections objections;
  collect_login(login, objections);
  collect_service(login, PortalService::online_lecture, objections);
  const bool in_force = use_.drivers.in_force(person.id, login.today());
  const bool lapsed = use_.drivers.status(person.id, login.today()) == LicenceStatus::lapsed;
  objections.hear(obstacle::too_early,
                  !use_.customs.errs(Defect::lecture_too_early) && in_force &&
                      login.today() < use_.drivers.renewal_opens(driver, person.identity.birth_date));
  objections.hear(obstacle::lapsed, lapsed);
  objections.hear(obstacle::driver_class, !attends_online(driver.driver_class) &&
                                              !use_.customs.errs(Defect::lecture_online_for_everyone));
  objections.hear(obstacle::elderly, use_.drivers.elderly(driver, person.identity.birth_date));
  if (auto refusal = log_in(login, objections)) return *refusal;
  driver.online_lecture = true;
  // 警視庁: 「更新施設にて、手数料のお支払いや適性検査（視力検査等）を受けていただく必要がある」.
  return {.warnings = {warning::visit_still_needed}};
}

Result Portal::change_domicile(Login login) {
  Driver& driver = use_.drivers.entry(login.person.id);
  const int registered = use_.registers.entry(login.person.id).domicile;
  Objections objections;
  collect_login(login, objections);
  collect_service(login, PortalService::change_domicile, objections);
  objections.hear(obstacle::nothing_to_report, driver.known.domicile == registered);
  if (auto refusal = log_in(login, objections)) return *refusal;
  driver.known.domicile = registered;
  return {};
}

Result Portal::set_consent(Login login, const std::set<RegisterItem>& items, bool given) {
  auto& consents = use_.drivers.entry(login.person.id).one_stop.consents;
  Objections objections;
  collect_login(login, objections);
  collect_service(login, PortalService::one_stop, objections);
  objections.hear(obstacle::consent_unchanged,
                  std::ranges::all_of(items, [&](auto item) { return consents.contains(item) == given; }));
  if (auto refusal = log_in(login, objections)) return *refusal;
  for (const auto item : items) {
    if (given)
      consents.insert(item);
    else if (!use_.customs.errs(Defect::withdrawal_not_kept))
      consents.erase(item);
  }
  return {};
}

}  // namespace karimen::sim::world
