#include "sim/world/card_factory/card_factory.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "sim/world/codes.hpp"
#include "sim/world/registry/licence_text.hpp"

namespace karimen::sim::world {

std::string next_card_serial(const std::string& serial) {
  std::string digits = std::to_string(std::stoull(serial) + 1);
  return std::string(serial.size() - std::min(serial.size(), digits.size()), '0') + digits;
}

std::uint32_t certificate_serial(const std::string& card_serial, bool signature) {
  const auto number = static_cast<std::uint32_t>(std::stoull(card_serial) % 0x3000'0000U);
  return 0x1000'0000U + number * 2 + (signature ? 1U : 0U);
}

blueprint::CardSpec CardFactory::plan(const Person& person, const CardApplication& application,
                                      Moment now) const {
  const Date today = date_of(now);
  blueprint::CardSpec spec = person.card->spec();
  spec.serial = next_card_serial(spec.serial);
  spec.generation += 1;
  spec.seed += "+";
  spec.expires = use_.calendar.birthday_after(person.identity.birth_date, today, 10);
  spec.extension_capacity = 16384;
  spec.extension_used = 0;
  spec.keys = {};
  spec.secrets.signature = {person.signature_password, {}};
  spec.secrets.authentication.tries_left.reset();
  const Date last_day = use_.calendar.birthday_after(person.identity.birth_date, today, 5);
  spec.authentication = {certificate_serial(spec.serial, false), now, last_day, ""};
  spec.signature.reset();
  if (application.signature_certificate_wanted && inheritance_.characters_fit(person)) {
    spec.signature = {certificate_serial(spec.serial, true), now, last_day, ""};
  }
  spec.licence.reset();
  const Driver& driver = use_.drivers.entry(person.id);
  if (application.carries_history) {
    const auto record = history_content(driver.history.number, today, driver.driver_class,
                                        use_.photographs.bytes(driver.photograph));
    spec.licence = blueprint::LicenceSpec{.record = record, .pin = {person.licence_pin, {}}};
  } else if (application.inherited) {
    const bool todays = use_.customs.factory_copies_record_of_its_day ||
                        use_.customs.errs(Defect::factory_copies_todays_record);
    const auto* version = todays ? &driver.current() : driver.version(*application.snapshot);
    KARIMEN_ASSERT(version != nullptr, "the registry knows the version that a card inherits");
    spec.licence = blueprint::LicenceSpec{.record = version->content, .pin = {person.licence_pin, {}}};
  }
  return spec;
}

void CardFactory::register_card(const MyNumberCard& card, Reason made_for) {
  CardEntry& entry = use_.cards.enter(card.serial());
  entry = {.status = CardStatus::invalidated, .expires = card.expires(), .made_for = made_for};
  const auto registered = [](const std::optional<blueprint::CertificateSpec>& certificate) {
    return certificate ? Certificate{CertificateStatus::issued, certificate->not_after} : Certificate{};
  };
  entry.signature = registered(card.spec().signature);
  entry.authentication = registered(card.spec().authentication);
}

Result CardFactory::personalise(Person& person, Moment now) {
  CardApplication& application = use_.cards.application(person.id);
  Objections objections;
  objections.ask_cards(use_.systems.card_registry);
  objections.hear_of_card(obstacle::no_open_application, application.state != ApplicationState::accepted);
  if (!objections.none()) return objections.refusal();
  CardApplication decided = application;
  decided.obstacles = inheritance_.at_personalisation(person, application, now);
  const bool of_history = use_.drivers.entry(person.id).history.on_card();
  decided.inherited = decided.obstacles.empty() && (of_history || application.snapshot.has_value());
  decided.carries_history = decided.inherited && of_history;

  use_.shelf.push_back(std::make_unique<MyNumberCard>(person.id, plan(person, decided, now), use_.maker));
  MyNumberCard& card = *use_.shelf.back();
  card.possession = Possession::returned;  // nobody's yet
  use_.terminal.check_new_card(card);
  register_card(card, application.reason);
  if (use_.customs.errs(Defect::delivered_at_once)) {
    person.previous = std::exchange(person.card, &card);
    use_.cards.card(card.serial()).status = CardStatus::active;
    card.possession = Possession::holder;
  }
  decided.product = &card;
  decided.state = ApplicationState::personalised;
  application = std::move(decided);
  return {};
}

}  // namespace karimen::sim::world
