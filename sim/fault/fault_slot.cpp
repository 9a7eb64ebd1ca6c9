#include "sim/fault/fault_slot.hpp"

#include <utility>

namespace karimen::sim::fault {

using reader::LinkError;
using reader::LinkFailure;

FaultSlot::FaultSlot(reader::Slot& inner, OtherCard other, Wait wait)
    : inner_(inner), other_(std::move(other)), wait_(std::move(wait)) {}

void FaultSlot::insert(reader::CardEndpoint& card, reader::Insertion how) {
  remove(how_);
  how_ = how;
  leaves_ = outside_ = false;
  card_.emplace(card, card.chip(), script_, static_cast<Surroundings&>(*this));
  card_->resets_are_counted_outside();
  inner_.insert(*card_, how);
}

void FaultSlot::remove(reader::Insertion how) {
  if (inner_.occupied()) inner_.remove(how);
  card_.reset();
}

void FaultSlot::wait(std::chrono::milliseconds time) {
  if (wait_) wait_(time);
}

// The script is told of a reset by whoever asks for it: a reader of its own accord may power a card more
// often.
Bytes FaultSlot::FaultLink::cold_reset() {
  slot_.script_.count_reset();
  return slot_.inner_.link().cold_reset();
}

Bytes FaultSlot::FaultLink::transmit(ByteView command) {
  auto response = slot_.inner_.link().transmit(command);
  if (std::exchange(slot_.leaves_, false)) slot_.inner_.remove(slot_.how_);
  return response;
}

void FaultSlot::FaultLink::begin_transaction() {
  const bool there = slot_.script_.inserted_yet();
  if (!there && slot_.inner_.occupied()) {
    slot_.inner_.remove(slot_.how_);
    slot_.outside_ = true;
  }
  if (!there) throw LinkError(LinkFailure::no_card, "no card in " + slot_.name());
  if (std::exchange(slot_.outside_, false) && slot_.card_) slot_.inner_.insert(*slot_.card_, slot_.how_);
  slot_.inner_.link().begin_transaction();
}

}  // namespace karimen::sim::fault
