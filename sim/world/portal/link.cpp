// マイナポータル連携 and its end (警察庁, 4 to 6).
#include "sim/world/days.hpp"
#include "sim/world/desk/password.hpp"
#include "sim/world/portal/portal.hpp"
#include "sim/world/registry/first_submission.hpp"

namespace karimen::sim::world {

void Portal::collect_link(const Login& login, Objections& objections) const {
  const Person& person = login.person;
  const Driver& driver = use_.drivers.entry(person.id);
  objections.see(obstacle::not_started, login.today() < records_begin);
  objections.ask_drivers(use_.systems.driver_registry);
  objections.hear(obstacle::service_stopped, driver.link.state == LinkState::stopped);
  objections.hear(obstacle::already_linked, linked(driver));
  objections.hear(obstacle::no_licence,
                  !use_.drivers.in_force(person.id, login.today()) && !driver.history.on_card());
  objections.hear(obstacle::no_my_number_licence, !has_record_on_card(person));
  // 警察庁, 4: as far as the terms are known, from their day on.
  const bool started = driver.one_stop.started && login.today() >= terms_begin;
  const bool submitted = driver.submission.submitted &&
                         (!use_.customs.submission_ends_with_certificate ||
                          use_.cards.card(person.card->serial()).signature.valid_on(login.today()));
  const bool first_done = submitted || started || use_.customs.errs(Defect::first_submission_not_asked);
  // Of a link that was never released while a licence ended the terms do not speak: whoever holds one again
  // makes it as after a release, with a submission before it.
  const bool in_doubt = driver.link.state == LinkState::linked && driver.holds_my_number_licence() &&
                        use_.drivers.in_force(person.id, login.today());
  const bool due = in_doubt || first_submission_due(driver, use_.customs);
  objections.hear(obstacle::first_submission_missing, !linked(driver) && due && !first_done);
}

Result Portal::four_items_differ(Driver& driver) const {
  if (!use_.customs.mismatch_keeps_submission) driver.submission = {};
  return refused({obstacle::four_items_mismatch});
}

Result Portal::link(Login login, const std::optional<std::string>& password) {
  const Person& person = login.person;
  Driver& driver = use_.drivers.entry(person.id);
  Objections objections;
  collect_login(login, objections);
  collect_link(login, objections);
  const bool by_card = login.medium == Medium::card && !use_.customs.errs(Defect::unsigned_second_submission);
  if (by_card) {
    const CardEntry& entry = use_.cards.card(person.card->serial());
    objections.hear_of_card(obstacle::cert_not_valid, !entry.signature.valid_on(login.today()));
    if (login.today() >= records_begin) collect_password(password, objections);
    collect_signing(person, objections);
  }
  if (auto refusal = log_in(login, objections)) return *refusal;
  if (by_card) {
    const auto outcome = sign_with_card(use_.desk, *person.card, JpkiSecret::signature_password, *password,
                                        to_bytes("link " + to_string(login.now)));
    if (const auto* obstacle = obstacle_of(outcome)) return refused({obstacle});
  }
  // 「2回にわたる手続で提出された基本４情報が同一であることを確認できた後は、…速やかに…削除します」
  const int items = use_.registers.entry(person.id).four_items();
  if (driver.submission.items && *driver.submission.items != items &&
      !use_.customs.errs(Defect::four_items_not_compared))
    return four_items_differ(driver);
  driver.submission.items.reset();
  driver.link = {LinkState::linked, false};
  return {};
}

Result Portal::unlink(Login login) {
  Driver& driver = use_.drivers.entry(login.person.id);
  Objections objections;
  collect_login(login, objections);
  objections.ask_drivers(use_.systems.driver_registry);
  const auto state = driver.link.state;
  objections.hear(obstacle::service_stopped, state == LinkState::stopped);
  objections.hear(obstacle::not_linked, state == LinkState::never || state == LinkState::unlinked);
  if (auto refusal = log_in(login, objections)) return *refusal;
  driver.link.state = LinkState::unlinked;
  return {};
}

}  // namespace karimen::sim::world
