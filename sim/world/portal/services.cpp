// Whom the services are for (警察庁, 2): by holding form, by the licence's status, by the link.
#include "sim/world/days.hpp"
#include "sim/world/portal/portal.hpp"

namespace karimen::sim::world {
namespace {

/// マイナ免許証のみを有する方.
bool for_the_card_alone(PortalService service) {
  return service == PortalService::change_domicile || service == PortalService::one_stop;
}
/// 「免許の効力が停止中又は仮停止中の方は利用できません」.
bool stops_with_the_licence(PortalService service) {
  return service == PortalService::view_licence || service == PortalService::online_lecture;
}

/// 「マイナ経歴証明書を有する方」 are named beside the others, except with lectures and the domicile.
bool for_driving_histories(PortalService service) {
  return service == PortalService::view_licence || service == PortalService::one_stop ||
         service == PortalService::notices;
}

}  // namespace

bool Portal::linked(const Driver& driver) const {
  return driver.link.state == LinkState::linked &&
         (!driver.link.licence_ended || use_.customs.ended_link_works_again);
}

bool Portal::has_my_number_licence(const Person& person) const {
  const Driver& driver = use_.drivers.entry(person.id);
  const bool recorded = driver.record_card == person.card->serial();
  return driver.holds_my_number_licence() && (recorded || use_.customs.portal_serves_without_record);
}

bool Portal::has_record_on_card(const Person& person) const {
  const auto& history = use_.drivers.entry(person.id).history;
  const bool recorded = history.card == person.card->serial() || use_.customs.portal_serves_without_record;
  return history.on_card() ? recorded : has_my_number_licence(person);
}

CodeSet Portal::reasons_against(const Person& person, PortalService service, Date day) const {
  const Driver& driver = use_.drivers.entry(person.id);
  const bool stopped = driver.link.state == LinkState::stopped;
  CodeSet reasons;
  if (stopped) reasons.insert(obstacle::service_stopped);
  if (!stopped && !linked(driver)) reasons.insert(obstacle::not_linked);
  const bool by_history = for_driving_histories(service) && driver.history.on_card();
  if (!by_history && !use_.drivers.in_force(person.id, day)) reasons.insert(obstacle::no_licence);
  const bool alone = by_history ? driver.holds_card_alone() : driver.form == HoldingForm::my_number_only;
  if (for_the_card_alone(service) && !alone) reasons.insert(obstacle::not_my_number_only);
  if ((!for_the_card_alone(service) || alone) &&
      !(by_history ? has_record_on_card(person) : has_my_number_licence(person)))
    reasons.insert(obstacle::no_my_number_licence);
  if (use_.drivers.is_stopped(person.id, day) && !use_.customs.errs(Defect::suspended_views_licence) &&
      (stops_with_the_licence(service) || use_.customs.portal_serves_less_while_suspended))
    reasons.insert(obstacle::licence_suspended);
  return reasons;
}

bool Portal::offers(const Person& person, PortalService service, Date day) const {
  const bool answered = service == PortalService::notices || use_.systems.driver_registry;
  return answered && use_.systems.portal && reasons_against(person, service, day).empty();
}

void Portal::collect_service(const Login& login, PortalService service, Objections& objections) const {
  objections.see(obstacle::not_started,
                 service != PortalService::view_licence && login.today() < records_begin);
  objections.ask_drivers(use_.systems.driver_registry);
  for (const auto& reason : reasons_against(login.person, service, login.today()))
    objections.hear(reason.c_str());
}

Result Portal::open(Login login) {
  Objections objections;
  collect_login(login, objections);
  if (auto refusal = log_in(login, objections)) return *refusal;
  Result result;
  for (const auto service : {PortalService::view_licence, PortalService::online_lecture,
                             PortalService::change_domicile, PortalService::one_stop, PortalService::notices})
    if (offers(login.person, service, login.today())) result.services.insert(to_word(service));
  return result;
}

}  // namespace karimen::sim::world
