#include "harness/workshop/console/shared_card.hpp"

namespace karimen::harness::workshop {

using Kind = CardEvent::Kind;

sim::chip::Card SharedCard::copy() {
  auto fork = with([](const sim::chip::Card& card) { return card; });
  fork.power_off();
  return fork;
}

void SharedCard::replace(sim::chip::Card card) {
  const std::lock_guard lock(mutex_);
  const bool powered = card_.powered();
  card_ = std::move(card);
  card_.power_off();
  if (powered) card_.power_on();
}

std::unique_ptr<sim::reader::CardEndpoint> SharedCard::play(
    std::unique_ptr<sim::reader::CardEndpoint> recorded) {
  const std::lock_guard lock(mutex_);
  const bool routed = face_ != &contacts();
  std::swap(other_, recorded);
  if (!routed) face_ = &contacts();
  return recorded;
}

sim::reader::CardEndpoint& SharedCard::contacts() {
  if (other_) return *other_;
  return chip_endpoint_;
}

void SharedCard::route(sim::reader::CardEndpoint* face) {
  const std::lock_guard lock(mutex_);
  face_ = face == nullptr ? &contacts() : face;
}

void SharedCard::tell(Kind kind, ByteView command, const Bytes& response) {
  if (observer_)
    observer_(
        {.number = ++count_, .kind = kind, .command = {command.begin(), command.end()}, .response = response},
        bare_chip());
}

Bytes SharedCard::power_on() {
  const std::lock_guard lock(mutex_);
  auto atr = face_->power_on();
  tell(Kind::power_on, {}, atr);
  return atr;
}

void SharedCard::power_off() {
  const std::lock_guard lock(mutex_);
  if (bare_chip() != nullptr && !card_.powered()) return;
  face_->power_off();
  tell(Kind::power_off, {}, {});
}

Bytes SharedCard::reset() {
  const std::lock_guard lock(mutex_);
  auto atr = face_->reset();
  tell(Kind::reset, {}, atr);
  return atr;
}

std::optional<Bytes> SharedCard::transmit(ByteView command) {
  const std::lock_guard lock(mutex_);
  auto response = face_->transmit(command);
  tell(Kind::apdu, command, response.value_or(Bytes{}));
  return response;
}

}  // namespace karimen::harness::workshop
