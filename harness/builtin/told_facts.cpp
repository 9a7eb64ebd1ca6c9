#include "harness/builtin/told_facts.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "harness/builtin/observation.hpp"

namespace karimen::harness::builtin {
namespace {

using namespace sim::world;

const Value telling_none = std::string("none");

struct Row {
  const char* name;
  Value (*get)(const View&);
};

template <SystemName name>
Value state_of(const View& view) {
  return std::string(view.world.systems.of(name) ? "up" : "down");
}

Value telling_word(const std::string& word) {
  return word.empty() ? telling_none : Value(word);
}

Value wanted_certificate(const View& view) {
  const auto& application = view.application();
  if (application.state == ApplicationState::none) return telling_none;
  return std::string(application.signature_certificate_wanted ? "wanted" : "not_wanted");
}

Value snapshot_of(const View& view) {
  const auto& snapshot = view.application().snapshot;
  return snapshot ? Value(std::int64_t{*snapshot}) : telling_none;
}

// What nobody observes and procedures change all the same.
constexpr std::array other_facts{
    Row{"holder.reader_app", [](const View& v) -> Value { return to_word(v.person.reader_app); }},
    // Printed on its face, and known to the registry: whoever has the card can read it where the chip is
    // broken.
    Row{"card.expires", [](const View& v) -> Value { return v.entry().expires; }},
    Row{"card.authentication_certificate_expires",
        [](const View& v) -> Value {
          const auto& last_day = v.entry().authentication.last_day;
          return last_day ? Value(*last_day) : telling_none;
        }},
    Row{"card.possession", [](const View& v) -> Value { return to_word(v.person.card->possession); }},
    Row{"card.made_for", [](const View& v) -> Value { return to_word(v.entry().made_for); }},
    Row{"card.note_area_lines",
        [](const View& v) -> Value { return std::int64_t{v.entry().note_area_lines}; }},
    Row{"licence.disposition", [](const View& v) -> Value { return to_word(v.driver().disposition); }},
    Row{"licence.number", [](const View& v) -> Value { return v.driver().licence_number; }},
    Row{"licence.record_number", [](const View& v) -> Value { return v.driver().record_number; }},
    Row{"licence.driver_class",
        [](const View& v) -> Value { return std::string(sim::licence::to_word(v.driver().driver_class)); }},
    Row{"licence.colour_class", [](const View& v) -> Value { return to_word(v.driver().colour); }},
    Row{"system.driver_registry", state_of<SystemName::driver_registry>},
    Row{"system.card_registry", state_of<SystemName::card_registry>},
    Row{"system.portal", state_of<SystemName::portal>},
    Row{"reservation.mail", [](const View& v) -> Value { return to_word(v.person.papers.reservation.mail); }},
    Row{"card_application.wish", [](const View& v) -> Value { return to_word(v.application().wish); }},
    Row{"card_application.number", [](const View& v) { return telling_word(v.application().number); }},
    Row{"card_application.signature_certificate", wanted_certificate},
    Row{"card_application.snapshot", snapshot_of},
};

/// One of the two: a fact that is observed, or one of the others.
struct Teller {
  std::string name;
  std::optional<Value> (*observe)(const View&) = nullptr;
  Value (*get)(const View&) = nullptr;
};

std::vector<Teller> tellers() {
  std::vector<Teller> all;
  for (auto& each : facts_off_chip()) all.push_back({std::move(each.name), each.observe, nullptr});
  for (const auto& row : other_facts) all.push_back({row.name, nullptr, row.get});
  std::ranges::stable_sort(all, {}, &Teller::name);
  return all;
}

}  // namespace

void tell_facts(World& world, Person& person, Moment now, std::span<const std::string> names,
                const TellFact& tell) {
  static const auto all = tellers();
  static const ReadCard no_chip = [](MyNumberCard&) -> const ChipReading* { return nullptr; };
  const View view{world, person, now, no_chip};
  auto wanted = names.begin();
  for (const auto& each : all) {
    while (wanted != names.end() && *wanted < each.name) ++wanted;
    if (wanted == names.end()) return;
    if (*wanted != each.name) continue;
    auto value = each.get != nullptr ? std::optional(each.get(view)) : each.observe(view);
    if (!value) continue;
    tell(each.name, std::move(*value));
    ++wanted;  // told as it is observed, it is not told as one of the others
  }
}

}  // namespace karimen::harness::builtin
