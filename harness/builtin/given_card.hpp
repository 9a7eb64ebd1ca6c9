// Cards as facts describe them.
#pragma once

#include "harness/builtin/fact_inputs.hpp"
#include "sim/world/world.hpp"

namespace karimen::harness::builtin {

/// What there is to know about the cards of a person who is in the world already.
struct GivenCards {
  sim::world::World& world;
  const sim::world::Person& person;
  const FactInputs& facts;
  Moment now;
  /// The persona's card, from which these are made; nullptr: one is made up. Facts win over it.
  const sim::blueprint::CardSpec* model;
};

/// The card in use: certificates, counters, free space, and a record as given (stale, another person's, badly
/// signed).
sim::world::MyNumberCard& add_card_in_use(const GivenCards& given);
/// The card being made.
sim::world::MyNumberCard& add_next_card(const GivenCards& given);
/// The superseded card.
sim::world::MyNumberCard& add_previous_card(const GivenCards& given);

}  // namespace karimen::harness::builtin
