// What stands against using a card, at whatever counter.
#pragma once

#include "sim/world/objections.hpp"
#include "sim/world/registry/card_registry.hpp"

namespace karimen::sim::world {

/// Its last day stands on its face; that it is invalidated or stopped the registry says; a card that was not
/// brought is told as stopped where it is, and where nobody can say so, as not there.
inline void collect_card_use(const CardEntry& entry, Date today, bool at_hand, bool broken,
                             bool registry_answers, Objections& objections) {
  objections.ask_cards(registry_answers);
  objections.see(obstacle::card_lapsed, entry.expired(today));
  objections.hear_of_card(obstacle::card_lapsed, entry.status == CardStatus::invalidated);
  objections.hear_of_card(obstacle::card_stopped, entry.status == CardStatus::temporarily_stopped);
  objections.see(obstacle::card_not_active,
                 !at_hand && (entry.status == CardStatus::active || !registry_answers));
  objections.see(obstacle::chip_broken, broken);
}

}  // namespace karimen::sim::world
