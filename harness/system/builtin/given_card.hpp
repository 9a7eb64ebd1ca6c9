// Cards as facts describe them.
#pragma once

#include "harness/system/builtin/fact_reader.hpp"
#include "sim/world/world.hpp"

namespace karimen::harness::builtin {

/// The card in use: certificates, counters, free space, and a record as given (stale, another person's, badly
/// signed).
sim::world::MyNumberCard& add_card_in_use(sim::world::World& world, const sim::world::Person& person,
                                          const FactReader& facts, Moment now);
/// The card being made.
sim::world::MyNumberCard& add_next_card(sim::world::World& world, const sim::world::Person& person,
                                        const FactReader& facts, Moment now);
/// The superseded card.
sim::world::MyNumberCard& add_previous_card(sim::world::World& world, const sim::world::Person& person,
                                            const FactReader& facts, Moment now);

}  // namespace karimen::harness::builtin
