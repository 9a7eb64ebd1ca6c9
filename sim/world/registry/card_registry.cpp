#include "sim/world/registry/card_registry.hpp"

#include "sim/world/codes.hpp"

namespace karimen::sim::world {

CodeSet CardEntry::obstacles_to_use(Date day, bool at_hand, bool chip_broken) const {
  CodeSet obstacles;
  if (lapsed(day)) obstacles.insert(obstacle::card_lapsed);
  if (!at_hand || status == CardStatus::temporarily_stopped) obstacles.insert(obstacle::card_stopped);
  if (chip_broken) obstacles.insert(obstacle::chip_broken);
  return obstacles;
}

}  // namespace karimen::sim::world
