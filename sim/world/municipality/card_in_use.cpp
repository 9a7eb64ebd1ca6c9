// Loss, certificates and PINs of the card in use.
#include <algorithm>

#include "sim/world/codes.hpp"
#include "sim/world/desk/card_use.hpp"
#include "sim/world/municipality/municipality.hpp"

namespace karimen::sim::world {

Result Municipality::report_lost(Person& person) {
  CardEntry& entry = use_.cards.card(person.card->serial());
  if (entry.status == CardStatus::active && !use_.customs.errs(Defect::lost_card_not_stopped))
    entry.status = CardStatus::temporarily_stopped;
  person.card->possession = Possession::lost;
  CardApplication& application = use_.cards.application(person.id);
  if (use_.customs.loss_voids_application && application.open()) {
    application.state = ApplicationState::cancelled;
    application.product = nullptr;
  }
  return {};
}

Result Municipality::find_lost(Person& person) {
  if (person.card->possession != Possession::lost) {
    const bool superseded = person.previous != nullptr && person.previous->possession == Possession::lost;
    return refused({superseded ? obstacle::already_reissued : obstacle::not_lost});
  }
  person.card->possession = Possession::holder;
  CardEntry& entry = use_.cards.card(person.card->serial());
  if (entry.status == CardStatus::temporarily_stopped && !use_.customs.errs(Defect::found_card_stays_stopped))
    entry.status = CardStatus::active;
  return {};
}

void Municipality::collect_unusable(const Person& person, Date today, Objections& objections) const {
  const bool at_hand = person.has_card_at_hand();
  collect_card_use(use_.cards.card(person.card->serial()), today, at_hand,
                   at_hand && !use_.terminal.answers(*person.card), use_.systems.card_registry, objections);
}

Municipality::Issue Municipality::issue_on_chip(Person& person, Moment now, Date card_ends,
                                                bool signature_wanted) {
  const Date fifth_birthday = use_.calendar.birthday_after(person.identity.birth_date, date_of(now), 5);
  // The counter may use substitute characters, which the factory may not.
  const bool issuable =
      person.name_characters != Encodable::unencodable && person.address_characters != Encodable::unencodable;
  const bool outlasts = use_.customs.errs(Defect::certificate_outlasts_card);
  const Issue issue{outlasts ? fifth_birthday : std::min(fifth_birthday, card_ends),
                    signature_wanted && issuable};
  use_.terminal.issue_certificates(*person.card, person, now, issue.last_day, issue.signature);
  return issue;
}

void Municipality::enter(const Person& person, const Issue& issue) {
  CardEntry& entry = use_.cards.card(person.card->serial());
  entry.authentication = {CertificateStatus::issued, issue.last_day};
  if (!issue.signature) return;
  entry.signature = {CertificateStatus::issued, issue.last_day};
  if (use_.customs.submission_ends_with_certificate) use_.drivers.entry(person.id).submission = {};
}

Result Municipality::renew_certificates(Person& person, Moment now, bool signature_wanted) {
  Objections objections;
  collect_unusable(person, date_of(now), objections);
  if (!objections.none()) return objections.refusal();
  enter(person, issue_on_chip(person, now, use_.cards.card(person.card->serial()).expires, signature_wanted));
  return {};
}

Result Municipality::reset_pin(Person& person, Moment now, LicencePin pin, bool at_police) {
  Objections objections;
  objections.see(obstacle::not_at_police, at_police);
  objections.see(obstacle::facility_not_supported, pin == LicencePin::licence_pin);
  collect_unusable(person, date_of(now), objections);
  if (!objections.none()) return objections.refusal();
  use_.terminal.reset_pin(*person.card, pin,
                          pin == LicencePin::signature_password
                              ? person.signature_password
                              : person.card->spec().secrets.authentication.value);
  return {};
}

Result Municipality::extend(Person& person, Moment now, Date last_day) {
  CardEntry& entry = use_.cards.card(person.card->serial());
  Objections objections;
  collect_unusable(person, date_of(now), objections);
  objections.see(obstacle::reason_unfounded, last_day <= entry.expires);
  if (!objections.none()) return objections.refusal();
  // The chip first: should the card vanish, the registry knows of nothing, and the visit can be repeated. The
  // card before its certificates: none of them may outlast it in between.
  use_.terminal.extend(*person.card, last_day);
  const Issue issue = issue_on_chip(person, now, last_day, true);
  enter(person, issue);
  person.card->extend(last_day);
  entry.expires = last_day;
  return {};
}

}  // namespace karimen::sim::world
