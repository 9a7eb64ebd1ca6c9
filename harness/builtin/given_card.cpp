#include "harness/builtin/given_card.hpp"

#include <algorithm>

#include "sim/chip/application/applications.hpp"
#include "sim/crypto/hash.hpp"
#include "sim/world/calendar/calendar.hpp"
#include "sim/world/registry/licence_text.hpp"

namespace karimen::harness::builtin {
namespace {

using namespace sim::world;
using sim::blueprint::CardSpec;
using sim::blueprint::CertificateSpec;
using sim::blueprint::LicenceSpec;

constexpr std::uint32_t extension_capacity = 16384;
// emulator-defined: the card in use is its holder's third, so that there is room for one before it.
constexpr int previous_serial = 2, in_use = 3, next = 4;

/// 12 digits of a holder from which the individual number cannot be told.
std::string digits_of(const sim::blueprint::Person& person) {
  const auto digest = sim::crypto::sha256(to_bytes("serial of " + person.individual_number));
  std::string digits;
  for (std::size_t i = 0; i < 12; ++i) digits += static_cast<char>('0' + digest[i] % 10);
  return digits;
}

/// Counted up by generation from that of the card in use: the model's, or 14 digits from the holder and a 3.
std::string serial_of(const GivenCards& given, int generation) {
  const std::string serial =
      given.model != nullptr ? given.model->serial : "40" + digits_of(given.person.identity) + "3";
  return std::to_string(std::stoull(serial) + static_cast<unsigned>(generation) - in_use);
}

/// A card without certificates and records: whose it is, and its secrets.
CardSpec bare_card(const GivenCards& given, int generation) {
  CardSpec spec = given.model != nullptr ? *given.model : CardSpec{};
  spec.person = given.person.identity;
  spec.serial = serial_of(given, generation);
  spec.generation = generation;
  spec.signature.reset();
  spec.authentication.reset();
  spec.licence.reset();
  spec.extension_capacity = extension_capacity;
  spec.extension_used = 0;
  if (generation != in_use) spec.keys = {};
  spec.secrets.signature = {given.person.signature_password, {}};
  return spec;
}

/// What the registry knows, or once knew, under a version: remembered, so that a chip's content can be told.
const sim::licence::LicenceRecord& remembered(World& world, const Person& person, int version,
                                              const std::string& number, Date expires,
                                              const std::string& photograph) {
  const Driver& own = world.drivers.entry(person.id);
  const bool foreign = number != own.record_number;
  Driver then = own;
  then.record_number = number;
  then.expires = expires;
  auto content = record_content(version, then, world.premises.material.photographs().bytes(photograph));
  Driver& driver = foreign ? world.drivers.entry("holder of " + number) : world.drivers.entry(person.id);
  for (const auto& known : driver.versions) {
    if (known.content == content) return known.content;
  }
  auto place =
      std::ranges::find_if(driver.versions, [&](const auto& known) { return known.number >= version; });
  if (!foreign && place == driver.versions.end()) --place;  // the last one stays the one in force
  return driver.versions.insert(place, {version, std::move(content), photograph})->content;
}

LicenceSpec licence_of(World& world, const Person& person, int version, const std::string& number,
                       std::optional<Date> expires, const std::string& photograph) {
  const Driver& driver = world.drivers.entry(person.id);
  const auto* known = driver.version(version);
  const bool says_otherwise = !number.empty() || expires || !photograph.empty();
  LicenceSpec licence{.pin = {person.licence_pin, {}}};
  if (known != nullptr && !says_otherwise) {
    licence.record = known->content;
    return licence;
  }
  const auto& current = driver.current();
  licence.record = remembered(world, person, version, number.empty() ? driver.record_number : number,
                              expires.value_or(current.content.expires.value_or(driver.expires)),
                              photograph.empty() ? current.photograph : photograph);
  return licence;
}

/// A driving-history record; its day is the licence's last.
LicenceSpec history_of(const World& world, const Person& person, const std::string& number) {
  const Driver& driver = world.drivers.entry(person.id);
  return {.record = history_content(number, driver.returned_on.value_or(driver.expires), driver.driver_class,
                                    world.premises.material.photographs().bytes(driver.photograph)),
          .pin = {person.licence_pin, {}}};
}

/// The model's certificate with the last day that facts say, unless it would not have been valid yet.
std::optional<CertificateSpec> certificate_of(const GivenCards& given, const std::string& name,
                                              const CardSpec& card) {
  if (given.facts.says("card." + name, "none", {"issued", "revoked"})) return std::nullopt;
  const bool signature = name == "signature_certificate";
  const Date last_day = given.facts.date("card." + name + "_expires").value_or(card.expires);
  const Moment latest = std::min(given.now, at_midnight(last_day));
  CertificateSpec spec{certificate_serial(card.serial, signature), latest - std::chrono::days{365 * 4}};
  if (given.model != nullptr) {
    const auto& modelled = signature ? given.model->signature : given.model->authentication;
    if (modelled && modelled->not_before <= latest) spec = *modelled;
  }
  spec.not_after = last_day;
  return spec;
}

Certificate registered(const FactInputs& facts, const std::string& name,
                       const std::optional<CertificateSpec>& spec) {
  return {facts.word<CertificateStatus>("card." + name, CertificateStatus::issued),
          spec ? std::optional(spec->not_after) : std::nullopt};
}

}  // namespace

MyNumberCard& add_card_in_use(const GivenCards& given) {
  auto& [world, person, facts, now, model] = given;
  CardSpec spec = bare_card(given, in_use);
  spec.expires = facts.date("card.expires"_fact).value_or(Date{});
  spec.signature = certificate_of(given, "signature_certificate", spec);
  spec.authentication = certificate_of(given, "authentication_certificate", spec);
  spec.secrets.signature.tries_left = facts.number("card.signature_password_tries"_fact);
  spec.secrets.authentication.tries_left = facts.number("card.authentication_pin_tries"_fact);
  if (const auto version = facts.number("card.record"_fact)) {
    spec.licence =
        licence_of(world, person, *version, facts.text_or_empty("card.record_number"_fact),
                   facts.date("card.record_expires"_fact), facts.text_or_empty("card.record_photo"_fact));
    spec.licence->foreign_signer = facts.says("card.record_signature"_fact, "invalid", {"none", "valid"});
  } else if (const auto history = facts.text_or_empty("card.history_number"_fact); !history.empty()) {
    spec.licence = history_of(world, person, history);
  }
  if (spec.licence) spec.licence->pin.tries_left = facts.number("card.licence_pin_tries"_fact);
  const auto free =
      static_cast<std::uint32_t>(facts.number("card.free_space"_fact).value_or(extension_capacity));
  const auto taken = spec.licence ? sim::chip::licence_application_size : 0U;
  spec.extension_capacity = std::max(extension_capacity, free + taken);
  spec.extension_used = spec.extension_capacity - taken - free;

  MyNumberCard& card = world.add_card(person.id, spec);
  card.possession = facts.word<Possession>("card.possession"_fact);
  if (facts.says("card.chip"_fact, "broken", {"ok"})) card.break_chip();
  CardEntry& entry = world.cards.enter(card.serial());
  entry.status = facts.word<CardStatus>("card.status"_fact);
  entry.expires = spec.expires;
  entry.note_area_lines = facts.number("card.note_area_lines"_fact).value_or(5);
  entry.signature = registered(facts, "signature_certificate", spec.signature);
  entry.authentication = registered(facts, "authentication_certificate", spec.authentication);
  return card;
}

MyNumberCard& add_next_card(const GivenCards& given) {
  auto& [world, person, facts, now, model] = given;
  CardSpec spec = bare_card(given, next);
  // clang 14 lets no lambda see the names of a structured binding.
  const auto birthday = [&given](int count) {
    return given.world.calendar.birthday_after(given.person.identity.birth_date, date_of(given.now), count);
  };
  // Card and certificates are made on one day, and end with the tenth and the fifth birthday after it.
  const auto expires = facts.date("next_card.expires"_fact);
  spec.expires = expires.value_or(birthday(10));
  const Date last_day = expires ? sim::world::months_before(*expires, 5 * 12) : birthday(5);
  const auto made = std::min(now, at_midnight(sim::world::months_before(last_day, 5 * 12)));
  spec.secrets.authentication.tries_left.reset();
  spec.authentication = CertificateSpec{certificate_serial(spec.serial, false), made, last_day, ""};
  if (facts.says("next_card.signature_certificate"_fact, "issued", {"none"})) {
    spec.signature = CertificateSpec{certificate_serial(spec.serial, true), made, last_day, ""};
  }
  if (const auto version = facts.number("next_card.record"_fact)) {
    spec.licence = licence_of(world, person, *version, "", std::nullopt, "");
  } else if (const auto history = facts.text_or_empty("next_card.history_number"_fact); !history.empty()) {
    spec.licence = history_of(world, person, history);
  }
  MyNumberCard& card = world.add_card(person.id, spec);
  card.possession = Possession::returned;
  CardEntry& entry = world.cards.enter(card.serial());
  entry = {.status = CardStatus::invalidated, .expires = spec.expires};
  entry.authentication = {CertificateStatus::issued, last_day};
  if (spec.signature) entry.signature = {CertificateStatus::issued, last_day};
  return card;
}

MyNumberCard& add_previous_card(const GivenCards& given) {
  auto& [world, person, facts, now, model] = given;
  CardSpec spec = bare_card(given, previous_serial);
  spec.expires = world.calendar.birthday_after(person.identity.birth_date, date_of(now), 1);
  if (const auto version = facts.number("previous_card.record"_fact)) {
    spec.licence =
        licence_of(world, person, *version, "", facts.date("previous_card.record_expires"_fact), "");
  }
  MyNumberCard& card = world.add_card(person.id, spec);
  card.possession = facts.word("previous_card.possession"_fact, Possession::unsaid);
  world.cards.enter(card.serial()) = {.status = CardStatus::invalidated, .expires = spec.expires};
  return card;
}

}  // namespace karimen::harness::builtin
