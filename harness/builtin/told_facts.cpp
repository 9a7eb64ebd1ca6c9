#include "harness/builtin/told_facts.hpp"

#include <array>

#include "harness/builtin/observation.hpp"

namespace karimen::harness::builtin {
namespace {

using namespace sim::world;

const Value telling_none = std::string("none");

// Registries and papers that can be observed: the same words as there.
constexpr std::array observed_facts{"phone.certificates",
                                    "phone.certificates_expire",
                                    "resident_register.address",
                                    "resident_register.name",
                                    "resident_register.birth_date",
                                    "family_register.domicile",
                                    "driver_registry.address",
                                    "driver_registry.name",
                                    "driver_registry.birth_date",
                                    "driver_registry.domicile",
                                    "driver_registry.holding_form",
                                    "driver_registry.record_card",
                                    "driver_registry.history_form",
                                    "driver_registry.history_card",
                                    "history_record.number",
                                    "history_document.status",
                                    "licence.returned_on",
                                    "card.status",
                                    "card.signature_certificate",
                                    "card.signature_certificate_expires",
                                    "card.authentication_certificate",
                                    "next_card.signature_certificate",
                                    "previous_card.status",
                                    "previous_card.possession",
                                    "licence.suspended_until",
                                    "licence.expires",
                                    "licence.record",
                                    "licence.photo",
                                    "licence.renewed_on",
                                    "licence_document.status",
                                    "licence_document.issued_on",
                                    "signature_submission.state",
                                    "signature_submission.at",
                                    "signature_submission.items",
                                    "portal_link.state",
                                    "portal_link.licence_ended",
                                    "one_stop.started",
                                    "one_stop.address",
                                    "one_stop.name",
                                    "one_stop.birth_date",
                                    "online_lecture.state",
                                    "elderly_lecture.state",
                                    "reservation.site",
                                    "reservation.mailed_at",
                                    "reservation.state",
                                    "reservation.facility",
                                    "reservation.from",
                                    "reservation.until",
                                    "card_application.state",
                                    "card_application.at",
                                    "card_application.channel",
                                    "card_application.reason",
                                    "card_application.obstacles",
                                    "delivery_notice.licence_record",
                                    "delivery_notice.state",
                                    "delivery_notice.used",
                                    "equivalent_document.content",
                                    "record_printout.record",
                                    "holder.cash"};

struct Telling {
  World& world;
  Person& person;
  [[nodiscard]] const Driver& driver() const { return world.drivers.entry(person.id); }
  [[nodiscard]] const CardEntry& entry() const { return world.cards.card(person.card->serial()); }
  [[nodiscard]] const CardApplication& application() const { return world.cards.application(person.id); }
};

struct Row {
  const char* name;
  Value (*get)(const Telling&);
};

template <SystemName name>
Value state_of(const Telling& view) {
  return std::string(view.world.systems.of(name) ? "up" : "down");
}

Value telling_word(const std::string& word) {
  return word.empty() ? telling_none : Value(word);
}

Value wanted_certificate(const Telling& view) {
  const auto& application = view.application();
  if (application.state == ApplicationState::none) return telling_none;
  return std::string(application.signature_certificate_wanted ? "wanted" : "not_wanted");
}

Value snapshot_of(const Telling& view) {
  const auto& snapshot = view.application().snapshot;
  return snapshot ? Value(std::int64_t{*snapshot}) : telling_none;
}

// What nobody observes and procedures change all the same.
constexpr std::array other_facts{
    Row{"holder.reader_app", [](const Telling& v) -> Value { return to_word(v.person.reader_app); }},
    // Printed on its face, and known to the registry: whoever has the card can read it where the chip is broken.
    Row{"card.expires", [](const Telling& v) -> Value { return v.entry().expires; }},
    Row{"card.authentication_certificate_expires",
        [](const Telling& v) -> Value {
          const auto& last_day = v.entry().authentication.last_day;
          return last_day ? Value(*last_day) : telling_none;
        }},
    Row{"card.possession", [](const Telling& v) -> Value { return to_word(v.person.card->possession); }},
    Row{"card.made_for", [](const Telling& v) -> Value { return to_word(v.entry().made_for); }},
    Row{"card.note_area_lines",
        [](const Telling& v) -> Value { return std::int64_t{v.entry().note_area_lines}; }},
    Row{"licence.disposition", [](const Telling& v) -> Value { return to_word(v.driver().disposition); }},
    Row{"licence.number", [](const Telling& v) -> Value { return v.driver().licence_number; }},
    Row{"licence.record_number", [](const Telling& v) -> Value { return v.driver().record_number; }},
    Row{"licence.driver_class",
        [](const Telling& v) -> Value {
          return std::string(sim::licence::to_word(v.driver().driver_class));
        }},
    Row{"licence.colour_class", [](const Telling& v) -> Value { return to_word(v.driver().colour); }},
    Row{"system.driver_registry", state_of<SystemName::driver_registry>},
    Row{"system.card_registry", state_of<SystemName::card_registry>},
    Row{"system.portal", state_of<SystemName::portal>},
    Row{"reservation.mail",
        [](const Telling& v) -> Value { return to_word(v.person.papers.reservation.mail); }},
    Row{"card_application.wish", [](const Telling& v) -> Value { return to_word(v.application().wish); }},
    Row{"card_application.number", [](const Telling& v) { return telling_word(v.application().number); }},
    Row{"card_application.signature_certificate", wanted_certificate},
    Row{"card_application.snapshot", snapshot_of},
};

}  // namespace

Facts told_facts(World& world, Person& person, Moment now) {
  Facts facts;
  const ReadCard no_chip = [](MyNumberCard&) -> const ChipReading* { return nullptr; };
  for (const auto* name : observed_facts)
    if (auto value = observe_fact(world, person, now, name, no_chip)) facts.emplace(name, std::move(*value));
  const Telling view{world, person};
  for (const auto& row : other_facts) facts.emplace(row.name, row.get(view));
  return facts;
}

}  // namespace karimen::harness::builtin
