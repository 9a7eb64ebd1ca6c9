// What is true in the world, fact by fact.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "harness/builtin/inspector.hpp"
#include "harness/fact/value.hpp"
#include "sim/world/world.hpp"

namespace karimen::harness::builtin {

/// How a card is read: by the inspector's fork, or through the reader. nullptr: it does not answer.
using ReadCard = std::function<const ChipReading*(sim::world::MyNumberCard&)>;

/// What an observation may look at.
struct View {
  sim::world::World& world;
  sim::world::Person& person;
  Moment now;
  const ReadCard& read;

  [[nodiscard]] sim::world::Driver& driver() const { return world.drivers.entry(person.id); }
  [[nodiscard]] sim::world::CardEntry& entry() const { return world.cards.card(person.card->serial()); }
  [[nodiscard]] sim::world::CardApplication& application() const {
    return world.cards.application(person.id);
  }
  [[nodiscard]] sim::world::PersonalData& registered() const { return world.registers.entry(person.id); }
  [[nodiscard]] const sim::world::Reservation& reservation() const { return person.papers.reservation; }
  [[nodiscard]] sim::world::MyNumberCard* next_card() const { return application().product; }
};

/// The fact's value at `now`; absent: not a fact of this system, or not observable as things are.
[[nodiscard]] std::optional<Value> observe_fact(sim::world::World& world, sim::world::Person& person,
                                                Moment now, const std::string& name, const ReadCard& read);
/// A fact of registries or papers, which is observed without reading a card.
struct OffChip {
  std::string name;
  std::optional<Value> (*observe)(const View&);
};
/// All of them, in no order that means anything.
[[nodiscard]] std::vector<OffChip> facts_off_chip();
/// Whether the fact is read from a chip.
[[nodiscard]] bool is_chip_fact(const std::string& name);

}  // namespace karimen::harness::builtin
