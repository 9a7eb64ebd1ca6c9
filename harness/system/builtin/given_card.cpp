#include "harness/system/builtin/given_card.hpp"

#include <algorithm>

#include "sim/chip/application/applications.hpp"
#include "sim/world/licence_text.hpp"

namespace karimen::harness::builtin {
namespace {

using namespace sim::world;
using sim::blueprint::CardSpec;
using sim::blueprint::CertificateSpec;
using sim::blueprint::LicenceSpec;

constexpr std::uint32_t extension_capacity = 16384;

/// 14 digits from the holder, one for the generation.
std::string serial_of(const Person& person, int generation) {
  return "40" + person.identity.individual_number + std::to_string(generation);
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
  auto content = record_content(version, then, world.premises.workshop.photographs().bytes(photograph));
  Driver& driver = foreign ? world.drivers.entry("holder of " + number) : world.drivers.entry(person.id);
  for (const auto& known : driver.versions) {
    if (known.content == content) return known.content;
  }
  auto place =
      std::ranges::find_if(driver.versions, [&](const auto& known) { return known.number >= version; });
  if (!foreign && place == driver.versions.end()) --place;  // the last one stays the one in force
  return driver.versions.insert(place, {version, std::move(content), photograph, true})->content;
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

std::optional<CertificateSpec> certificate_of(const FactReader& facts, const std::string& name,
                                              const CardSpec& card, Moment now) {
  if (facts.text("card." + name, "issued") == "none") return std::nullopt;
  const Date last_day = facts.date("card." + name + "_expires").value_or(card.expires);
  const Moment issued = std::min(now, at_midnight(last_day)) - std::chrono::days{365 * 4};
  return CertificateSpec{certificate_serial(card.serial, name == "signature_certificate"), issued, last_day,
                         ""};
}

Certificate registered(const FactReader& facts, const std::string& name,
                       const std::optional<CertificateSpec>& spec) {
  return {facts.word<CertificateStatus>("card." + name, CertificateStatus::issued),
          spec ? std::optional(spec->not_after) : std::nullopt};
}

}  // namespace

MyNumberCard& add_card_in_use(World& world, const Person& person, const FactReader& facts, Moment now) {
  CardSpec spec{.person = person.identity, .serial = serial_of(person, 3), .generation = 3};
  spec.expires = facts.date("card.expires").value_or(Date{});
  spec.signature = certificate_of(facts, "signature_certificate", spec, now);
  spec.authentication = certificate_of(facts, "authentication_certificate", spec, now);
  spec.secrets.signature = {person.signature_password, facts.number("card.signature_password_tries")};
  spec.secrets.authentication.tries_left = facts.number("card.authentication_pin_tries");
  if (const auto version = facts.number("card.record")) {
    spec.licence = licence_of(world, person, *version, facts.text_or_empty("card.record_number"),
                              facts.date("card.record_expires"), facts.text_or_empty("card.record_photo"));
    spec.licence->foreign_signer = facts.text("card.record_signature") == "invalid";
    spec.licence->pin.tries_left = facts.number("card.licence_pin_tries");
  }
  const auto free = static_cast<std::uint32_t>(facts.number("card.free_space").value_or(extension_capacity));
  const auto taken = spec.licence ? sim::chip::licence_application_size : 0U;
  spec.extension_capacity = std::max(extension_capacity, free + taken);
  spec.extension_used = spec.extension_capacity - taken - free;

  MyNumberCard& card = world.add_card(person.id, spec);
  card.possession = facts.word<Possession>("card.possession");
  if (facts.text("card.chip") == "broken") card.break_chip();
  CardEntry& entry = world.cards.card(card.serial());
  entry.status = facts.word<CardStatus>("card.status");
  entry.expires = spec.expires;
  entry.note_area_lines = facts.number("card.note_area_lines").value_or(5);
  entry.signature = registered(facts, "signature_certificate", spec.signature);
  entry.authentication = registered(facts, "authentication_certificate", spec.authentication);
  return card;
}

MyNumberCard& add_next_card(World& world, const Person& person, const FactReader& facts, Moment now) {
  CardSpec spec{.person = person.identity, .serial = serial_of(person, 4), .generation = 4};
  spec.expires = facts.date("next_card.expires")
                     .value_or(world.calendar.birthday_after(person.identity.birth_date, date_of(now), 10));
  const Date last_day = world.calendar.birthday_after(person.identity.birth_date, date_of(now), 5);
  spec.authentication = CertificateSpec{certificate_serial(spec.serial, false), now, last_day, ""};
  if (facts.text("next_card.signature_certificate") == "issued") {
    spec.signature = CertificateSpec{certificate_serial(spec.serial, true), now, last_day, ""};
  }
  spec.secrets.signature = {person.signature_password, {}};
  if (const auto version = facts.number("next_card.record")) {
    spec.licence = licence_of(world, person, *version, "", std::nullopt, "");
  }
  MyNumberCard& card = world.add_card(person.id, spec);
  card.possession = Possession::returned;
  CardEntry& entry = world.cards.card(card.serial());
  entry = {.status = CardStatus::invalidated, .expires = spec.expires};
  entry.authentication = {CertificateStatus::issued, last_day};
  if (spec.signature) entry.signature = {CertificateStatus::issued, last_day};
  return card;
}

MyNumberCard& add_previous_card(World& world, const Person& person, const FactReader& facts, Moment now) {
  CardSpec spec{.person = person.identity, .serial = serial_of(person, 2), .generation = 2};
  spec.expires = world.calendar.birthday_after(person.identity.birth_date, date_of(now), 1);
  if (const auto version = facts.number("previous_card.record")) {
    spec.licence = licence_of(world, person, *version, "", facts.date("previous_card.record_expires"), "");
  }
  MyNumberCard& card = world.add_card(person.id, spec);
  card.possession = facts.word<Possession>("previous_card.possession", Possession::returned);
  world.cards.card(card.serial()) = {.status = CardStatus::invalidated, .expires = spec.expires};
  return card;
}

}  // namespace karimen::harness::builtin
