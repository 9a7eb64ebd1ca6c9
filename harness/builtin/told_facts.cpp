#include "harness/builtin/told_facts.hpp"

#include <array>

#include "harness/builtin/observation.hpp"

namespace karimen::harness::builtin {
namespace {

using namespace sim::world;

const Value telling_none = std::string("none");

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
    // Printed on its face, and known to the registry: whoever has the card can read it where the chip is
    // broken.
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
  add_facts_off_chip(world, person, now, facts);
  const Telling view{world, person};
  for (const auto& row : other_facts) facts.emplace(row.name, row.get(view));
  return facts;
}

}  // namespace karimen::harness::builtin
