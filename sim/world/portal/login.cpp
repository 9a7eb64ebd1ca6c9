// Logging in: with the authentication certificate on the card and its PIN, or with the phone's.
#include "sim/world/desk/card_use.hpp"
#include "sim/world/desk/password.hpp"
#include "sim/world/portal/portal.hpp"

namespace karimen::sim::world {

void Portal::collect_card_login(const Login& login, bool registry_answers, Objections& objections) const {
  const Person& person = login.person;
  const CardEntry& entry = use_.cards.card(person.card->serial());
  const bool at_hand = person.has_card_at_hand();
  const auto tries =
      at_hand ? jpki_tries_left(use_.desk, *person.card, JpkiSecret::authentication_pin) : std::nullopt;
  collect_card_use(entry, login.today(), at_hand, at_hand && !tries, registry_answers, objections);
  objections.see(obstacle::pin_blocked, tries == 0);
  objections.hear_of_card(obstacle::cert_not_valid, !entry.authentication.valid_on(login.today()));
}

void Portal::collect_login(const Login& login, Objections& objections) const {
  objections.ask_portal(use_.systems.portal);
  objections.ask_cards(use_.systems.card_registry);
  if (login.medium == Medium::card) {
    return collect_card_login(login, use_.systems.portal && use_.systems.card_registry, objections);
  }
  objections.hear_of_card(obstacle::cert_not_valid, !login.person.phone.valid_on(login.today()));
}

void Portal::collect_signing(const Person& person, Objections& objections) const {
  if (!objections.none()) return;
  const auto tries = jpki_tries_left(use_.desk, *person.card, JpkiSecret::signature_password);
  objections.hear(obstacle::pin_blocked, tries == 0);
}

std::optional<Result> Portal::log_in(const Login& login, const Objections& objections) {
  if (!objections.none()) return objections.refusal();
  if (login.medium == Medium::phone) return std::nullopt;
  MyNumberCard& card = *login.person.card;
  const std::string challenge = "portal " + to_string(login.now);
  const auto outcome = sign_with_card(use_.desk, card, JpkiSecret::authentication_pin,
                                      card.spec().secrets.authentication.value, to_bytes(challenge));
  if (const auto* obstacle = obstacle_of(outcome)) return refused({obstacle});
  return std::nullopt;
}

Result Portal::get_phone_certificates(Person& person, Moment now) {
  const Login login{person, now, Medium::card};
  const Certificate& signature = use_.cards.card(person.card->serial()).signature;
  Objections objections;
  objections.ask_cards(use_.systems.card_registry);
  collect_card_login(login, use_.systems.card_registry, objections);
  objections.hear_of_card(obstacle::cert_not_valid, !signature.valid_on(login.today()));
  collect_signing(person, objections);
  if (auto refusal = log_in(login, objections)) return *refusal;
  const auto outcome =
      sign_with_card(use_.desk, *person.card, JpkiSecret::signature_password, person.signature_password,
                     to_bytes("phone certificates " + to_string(now)));
  if (const auto* obstacle = obstacle_of(outcome)) return refused({obstacle});
  person.phone = {CertificateStatus::issued, signature.last_day};
  return {};
}

}  // namespace karimen::sim::world
