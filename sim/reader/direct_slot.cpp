#include "sim/reader/direct_slot.hpp"

namespace karimen::sim::reader {

DirectSlot::DirectSlot(int number) : name_("direct " + std::to_string(number)) {}

void DirectSlot::insert(CardEndpoint& card, Insertion how) {
  remove(how);
  card_ = &card;
}

void DirectSlot::remove(Insertion) {
  if (card_ != nullptr) card_->power_off();
  card_ = nullptr;
}

Bytes DirectSlot::DirectLink::cold_reset() {
  if (slot_.card_ == nullptr) throw LinkError(LinkFailure::no_card, "no card in " + slot_.name_);
  slot_.card_->power_off();
  Bytes atr = slot_.card_->power_on();
  if (atr.empty())
    throw LinkError(LinkFailure::mute, "the card in " + slot_.name_ + " does not answer to reset");
  return atr;
}

Bytes DirectSlot::DirectLink::transmit(ByteView command) {
  if (slot_.card_ == nullptr) throw LinkError(LinkFailure::card_gone, "the card left " + slot_.name_);
  std::optional<Bytes> response = slot_.card_->transmit(command);
  if (slot_.card_ == nullptr)
    throw LinkError(LinkFailure::card_gone, "the card left " + slot_.name_ + " in a command");
  if (!response || response->size() < 2) {
    throw LinkError(LinkFailure::chip_died, "the chip in " + slot_.name_ + " stopped in a command");
  }
  return std::move(*response);
}

}  // namespace karimen::sim::reader
