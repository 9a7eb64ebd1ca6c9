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

/// The fact's value at `now`; absent: not a fact of this system, or not observable as things are.
[[nodiscard]] std::optional<Value> observe_fact(sim::world::World& world, sim::world::Person& person,
                                                Moment now, const std::string& name, const ReadCard& read);
/// Puts every fact of registries and papers into `facts`, which are observed without reading a card.
void add_facts_off_chip(sim::world::World& world, sim::world::Person& person, Moment now, Facts& facts);
/// Whether the fact is read from a chip.
[[nodiscard]] bool is_chip_fact(const std::string& name);

}  // namespace karimen::harness::builtin
