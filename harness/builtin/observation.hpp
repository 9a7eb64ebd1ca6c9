// What is true in the world, fact by fact.
#pragma once

#include <functional>
#include <optional>
#include <span>
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

/// What looks for a fact. Absent: it is not observable as things are.
using Observation = std::optional<Value> (*)(const View&);

/// Which facts are asked for, and how they are looked for. The same names are asked for after every step:
/// they are looked up once.
class AskedFacts {
 public:
  /// Of those that are asked for, the ones of this system, in the order of their names, each once.
  struct Asked {
    FactName name;
    Observation observe;
    bool on_chip;
  };
  [[nodiscard]] const std::vector<Asked>& of(std::span<const std::string> names);

 private:
  std::vector<std::string> names_;
  std::vector<Asked> asked_;
};

/// A fact of registries or papers, which is observed without reading a card.
struct OffChip {
  std::string name;
  Observation observe;
};
/// All of them, in no order that means anything.
[[nodiscard]] std::vector<OffChip> facts_off_chip();

}  // namespace karimen::harness::builtin
