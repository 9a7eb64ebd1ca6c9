#include "harness/builtin/settlement.hpp"

#include <array>
#include <set>

#include "harness/builtin/fact_inputs.hpp"
#include "harness/builtin/given_card.hpp"
#include "sim/world/card_factory/inheritance.hpp"
#include "sim/world/registry/licence_text.hpp"

namespace karimen::harness::builtin {
namespace {

using namespace sim::world;
using sim::blueprint::CardSpec;

constexpr auto no_card = "none";
const std::string holder = "holder";

sim::licence::DriverClass driver_class_of(const FactInputs& facts) {
  const auto word = facts.text("licence.driver_class"_fact, "general");
  const auto driver_class = sim::licence::driver_class_of(word);
  if (!driver_class) {
    constexpr std::array known{"excellent", "general", "violation", "first_time"};
    FactInputs::unknown_word("licence.driver_class", word, known);
  }
  return *driver_class;
}

/// Somebody as he enters the world: facts, and the persona who plays him (absent: he is made up).
struct Entrance {
  const std::string& id;
  const FactInputs& facts;
  Moment now;
  const sim::blueprint::CardFile* persona;

  [[nodiscard]] const CardSpec* card() const { return persona == nullptr ? nullptr : &persona->spec; }
};

/// A word of two, the second of which is the one asked for.
bool completed(const FactInputs& facts, const char* name) {
  return facts.says(name, "completed", {"none"});
}

void settle_portal(Driver& driver, const FactInputs& facts) {
  driver.submission.submitted = facts.says("signature_submission.state"_fact, "submitted", {"none"});
  driver.submission.at = facts.moment("signature_submission.at"_fact);
  driver.submission.items = facts.number("signature_submission.items"_fact);
  driver.link.state = facts.word<LinkState>("portal_link.state"_fact);
  driver.link.licence_ended = facts.truth("portal_link.licence_ended"_fact);
  driver.one_stop.started = facts.truth("one_stop.started"_fact);
  for (const auto item : {RegisterItem::address, RegisterItem::name, RegisterItem::birth_date})
    if (facts.says("one_stop." + to_word(item), "consented", {"none"})) driver.one_stop.consents.insert(item);
  driver.online_lecture = completed(facts, "online_lecture.state");
  driver.elderly_lecture = completed(facts, "elderly_lecture.state");
}

void settle_registers(World& world, Driver& driver, const Entrance& entrance) {
  const auto version = [&](const std::string& name) { return entrance.facts.number(name).value_or(1); };
  PersonalData& registered = world.registers.entry(entrance.id);
  for (const auto item : {RegisterItem::address, RegisterItem::name, RegisterItem::birth_date}) {
    registered.of(item) = version("resident_register." + to_word(item));
    driver.known.of(item) = version("driver_registry." + to_word(item));
  }
  registered.domicile = version("family_register.domicile");
  driver.known.domicile = version("driver_registry.domicile");
}

/// A system is down for everybody once anybody says so.
void settle_systems(World& world, const FactInputs& facts) {
  for (const auto system : {SystemName::driver_registry, SystemName::card_registry, SystemName::portal})
    if (facts.says("system." + to_word(system), "down", {"up"})) world.systems.of(system) = false;
}

void settle_driver(World& world, const Entrance& entrance) {
  const auto& facts = entrance.facts;
  Driver& driver = world.drivers.entry(entrance.id);
  const bool drives = entrance.persona != nullptr && entrance.persona->spec.licence &&
                      entrance.persona->spec.licence->record.history_number.empty();
  driver.particulars = drives ? entrance.persona->spec.licence->record : made_up_particulars();
  driver.disposition = facts.word<LicenceStatus>("licence.disposition"_fact, LicenceStatus::valid);
  driver.suspended_until = facts.date("licence.suspended_until"_fact);
  driver.expires = facts.date("licence.expires"_fact).value_or(Date{});
  driver.licence_number = facts.text("licence.number"_fact);
  driver.record_number = facts.text("licence.record_number"_fact);
  driver.driver_class = driver_class_of(facts);
  driver.colour = facts.word<ColourClass>("licence.colour_class"_fact, ColourClass::other);
  driver.photograph = facts.text("licence.photo"_fact, "photo-01");
  driver.form = facts.word<HoldingForm>("driver_registry.holding_form"_fact);
  driver.history.form = facts.word<HistoryForm>("driver_registry.history_form"_fact);
  driver.history.number = facts.text("history_record.number"_fact, "400000000001");
  driver.returned_on = facts.date("licence.returned_on"_fact);
  driver.renewed_on = facts.date("licence.renewed_on"_fact);
  driver.document_issued_on = facts.date("licence_document.issued_on"_fact);
  settle_portal(driver, facts);
  settle_registers(world, driver, entrance);
  settle_systems(world, facts);
  const int version = facts.number("licence.record"_fact).value_or(1);
  const auto& photographs = world.premises.material.photographs();
  driver.versions.push_back(
      {version, record_content(version, driver, photographs.bytes(driver.photograph)), driver.photograph});
}

void settle_papers(Person& person, const FactInputs& facts) {
  Papers& papers = person.papers;
  papers.licence_document = facts.word<DocumentStatus>("licence_document.status"_fact);
  papers.history_document = facts.word<DocumentStatus>("history_document.status"_fact);
  papers.notice.state = facts.word<NoticeState>("delivery_notice.state"_fact);
  papers.notice.record = facts.word<NoticeRecord>("delivery_notice.licence_record"_fact);
  papers.notice.used = facts.truth("delivery_notice.used"_fact);
  papers.equivalent_document = facts.word<DocumentContent>("equivalent_document.content"_fact);
  papers.record_printout = facts.number("record_printout.record"_fact);
  papers.reservation = {facts.word<BookingSite>("reservation.site"_fact),
                        facts.moment("reservation.mailed_at"_fact),
                        facts.word<ReservationState>("reservation.state"_fact),
                        facts.text_or_empty("reservation.facility"_fact),
                        facts.moment("reservation.from"_fact),
                        facts.moment("reservation.until"_fact),
                        facts.word<MailShown>("reservation.mail"_fact)};
}

CardApplication given_application(const FactInputs& facts) {
  CardApplication application;
  application.state = facts.word<ApplicationState>("card_application.state"_fact);
  application.at = facts.moment("card_application.at"_fact);
  application.channel = facts.word<Channel>("card_application.channel"_fact);
  application.reason = facts.word<Reason>("card_application.reason"_fact);
  application.wish = facts.word<Wish>("card_application.wish"_fact);
  application.number = facts.text_or_empty("card_application.number"_fact);
  application.signature_certificate_wanted =
      !facts.says("card_application.signature_certificate"_fact, "not_wanted", {"none", "wanted"});
  application.snapshot = facts.number("card_application.snapshot"_fact);
  application.obstacles = facts.codes("card_application.obstacles"_fact);
  return application;
}

void settle_application(World& world, Person& person, const Entrance& entrance) {
  const auto& [id, facts, now, persona] = entrance;
  CardApplication application = given_application(facts);
  auto& made_for = world.cards.card(person.card->serial()).made_for;
  made_for = facts.word("card.made_for"_fact, Reason::none);
  if (application.state == ApplicationState::none) return;
  if (!application.snapshot) application.snapshot = world.drivers.entry(person.id).current().number;
  if (application.state == ApplicationState::accepted) {
    const Inheritance inheritance(world.drivers, world.cards, world.customs);
    application.obstacles_at_application = inheritance.at_application(person, application);
  }
  const bool made = application.state == ApplicationState::personalised ||
                    application.state == ApplicationState::notice_sent;
  if (made) {
    application.product = &add_next_card({world, person, facts, now, entrance.card()});
    application.carries_history = !facts.text_or_empty("next_card.history_number"_fact).empty();
    application.inherited = application.carries_history || facts.number("next_card.record"_fact).has_value();
    world.cards.card(application.product->serial()).made_for = application.reason;
  }
  if (application.state == ApplicationState::notice_sent)
    person.papers.notice.card = application.product->serial();
  if (application.state == ApplicationState::delivered && application.reason != Reason::none)
    made_for = application.reason;
  world.cards.application(person.id) = std::move(application);
}

/// The persona, born when facts say, and living in the prefecture that they say.
sim::blueprint::Person identity_of(const Entrance& entrance) {
  const Date birth_date = entrance.facts.date("holder.birth_date"_fact).value_or(Date{});
  if (entrance.persona == nullptr) return made_up_identity(entrance.id, birth_date);
  auto identity = entrance.persona->spec.person;
  identity.birth_date = birth_date;
  move_to_prefecture(identity, entrance.facts.text("holder.prefecture"_fact, "tokyo"));
  return identity;
}

Person person_of(const Entrance& entrance) {
  const auto& [id, facts, now, persona] = entrance;
  Person made{.id = id};
  made.identity = identity_of(entrance);
  made.prefecture = facts.text("holder.prefecture"_fact, "tokyo");
  made.name_characters = facts.word<Encodable>("holder.name_encodable"_fact);
  made.address_characters = facts.word<Encodable>("holder.address_encodable"_fact);
  made.cash = facts.number("holder.cash"_fact).value_or(100000);
  made.reader_app = facts.word("holder.reader_app"_fact, ReaderApp::installed);
  made.phone = {facts.word<CertificateStatus>("phone.certificates"_fact),
                facts.date("phone.certificates_expire"_fact)};
  made.signature_password = facts.text("card.signature_password"_fact, "KARIMEN2025");
  made.licence_pin = facts.text("card.licence_pin"_fact, "8642");
  if (made.licence_pin == "none") made.licence_pin.clear();
  settle_papers(made, facts);
  return made;
}

/// The serial of the card that a fact names: the one in use, or the one before; empty: none.
std::string serial_given(const Person& person, const FactInputs& facts, const char* name) {
  if (facts.says(name, "card", {no_card, "previous_card"})) return person.card->serial();
  const bool previous = facts.says(name, "previous_card", {no_card, "card"});
  return previous && person.previous != nullptr ? person.previous->serial() : std::string();
}

void settle_person(World& world, const Entrance& entrance) {
  const auto& [id, facts, now, persona] = entrance;
  settle_driver(world, entrance);
  Person& person = world.add_person(person_of(entrance));
  const GivenCards given{world, person, facts, now, entrance.card()};
  person.card = &add_card_in_use(given);
  if (facts.says("previous_card.status"_fact, "invalidated", {no_card}))
    person.previous = &add_previous_card(given);
  Driver& driver = world.drivers.entry(id);
  driver.record_card = serial_given(person, facts, "driver_registry.record_card");
  driver.history.card = serial_given(person, facts, "driver_registry.history_card");
  person.papers.notice.card = person.card->serial();
  settle_application(world, person, entrance);
}

/// The persona of somebody, unless somebody else plays her already: two people are never one.
const sim::blueprint::CardFile* persona_of(const World& world, const ResetRequest& request,
                                           const std::string& id, std::set<std::string>& taken) {
  const auto named = request.personas.find(id);
  if (named == request.personas.end() || !taken.insert(named->second).second) return nullptr;
  return &world.premises.personas.find(named->second);
}

}  // namespace

void settle(World& world, const ResetRequest& request) {
  std::set<std::string> taken;
  const auto enter = [&](const std::string& id, const GivenFacts& given) {
    const FactInputs facts(given);
    settle_person(world, {id, facts, request.now, persona_of(world, request, id, taken)});
  };
  // The main holder comes first: personas are hers before they are anybody else's.
  const auto main_holder = request.people.find(holder);
  if (main_holder != request.people.end()) enter(holder, main_holder->second);
  for (const auto& [id, facts] : request.people) {
    if (id != holder) enter(id, facts);
  }
  world.prefer(request.first_other);
}

}  // namespace karimen::harness::builtin
