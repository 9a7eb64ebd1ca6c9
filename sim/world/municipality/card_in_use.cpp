// Loss, certificates and PINs of the card in use.
#include "sim/world/codes.hpp"
#include "sim/world/municipality/municipality.hpp"

namespace karimen::sim::world {

Result Municipality::report_lost(Person& person) {
  CardEntry& entry = use_.cards.card(person.card->serial());
  if (entry.status == CardStatus::invalidated) return refused({obstacle::card_not_active});
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
  if (entry.status == CardStatus::temporarily_stopped) entry.status = CardStatus::active;
  return {};
}

CodeSet Municipality::obstacles_to_use(const Person& person, Date today) const {
  const bool at_hand = person.has_card_at_hand();
  return use_.cards.card(person.card->serial())
      .obstacles_to_use(today, at_hand, at_hand && !use_.terminal.answers(*person.card));
}

Result Municipality::renew_certificates(Person& person, Moment now, bool signature_wanted) {
  const Date today = date_of(now);
  CodeSet obstacles = obstacles_to_use(person, today);
  if (!obstacles.empty()) return refused(std::move(obstacles));

  CardEntry& entry = use_.cards.card(person.card->serial());
  const Date fifth_birthday = use_.calendar.birthday_after(person.identity.birth_date, today, 5);
  const Date last_day = std::min(fifth_birthday, entry.expires);
  // The counter may use substitute characters, which the factory may not.
  const bool issuable =
      person.name_characters != Encodable::unencodable && person.address_characters != Encodable::unencodable;
  const bool signature = signature_wanted && issuable;
  use_.terminal.issue_certificates(*person.card, person, now, last_day, signature);
  entry.authentication = {CertificateStatus::issued, last_day};
  if (signature) entry.signature = {CertificateStatus::issued, last_day};
  if (signature && use_.customs.submission_ends_with_certificate)
    use_.drivers.entry(person.id).submission = {};
  return {};
}

Result Municipality::reset_pin(Person& person, Moment now, LicencePin pin, bool at_police) {
  CodeSet obstacles = obstacles_to_use(person, date_of(now));
  if (at_police) obstacles.insert(obstacle::not_at_police);
  if (pin == LicencePin::licence_pin) obstacles.insert(obstacle::facility_not_supported);
  if (!obstacles.empty()) return refused(std::move(obstacles));
  use_.terminal.reset_pin(*person.card, pin,
                          pin == LicencePin::signature_password
                              ? person.signature_password
                              : person.card->spec().secrets.authentication.value);
  return {};
}

}  // namespace karimen::sim::world
