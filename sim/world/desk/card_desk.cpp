#include "sim/world/desk/card_desk.hpp"

namespace karimen::sim::world {

CardDesk::CardDesk(reader::Slot& slot, reader::Insertion insertion)
    : slot_(slot), insertion_(insertion), link_(slot.link(), [this](const reader::Exchange& exchange) {
        if (listener_ && card_ != nullptr) listener_(exchange, card_->chip());
      }) {}

void CardDesk::lay(MyNumberCard& card) {
  if (card.broken()) card.chip().set_health(chip::Health::mute);
  if (card_ == &card && slot_.occupied()) return;
  clear();
  card_ = &card;
  endpoint_.emplace(card.chip());
  slot_.insert(*endpoint_, insertion_);
}

void CardDesk::clear() {
  if (card_ != nullptr && slot_.occupied()) slot_.remove(insertion_);
  card_ = nullptr;
  endpoint_.reset();
}

}  // namespace karimen::sim::world
