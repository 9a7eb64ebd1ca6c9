#include "harness/workshop/shared_card.hpp"

namespace karimen::harness::workshop {

using Kind = sim::reader::CardEvent::Kind;

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

void SharedCard::tell(Kind kind, ByteView command, const Bytes& response) {
  if (observer_)
    observer_(
        {.number = ++count_, .kind = kind, .command = {command.begin(), command.end()}, .response = response},
        card_);
}

Bytes SharedCard::power_on() {
  const std::lock_guard lock(mutex_);
  auto atr = card_.power_on();
  tell(Kind::power_on, {}, atr);
  return atr;
}

void SharedCard::power_off() {
  const std::lock_guard lock(mutex_);
  if (!card_.powered()) return;
  card_.power_off();
  tell(Kind::power_off, {}, {});
}

Bytes SharedCard::reset() {
  const std::lock_guard lock(mutex_);
  auto atr = card_.reset();
  tell(Kind::reset, {}, atr);
  return atr;
}

std::optional<Bytes> SharedCard::transmit(ByteView command) {
  const std::lock_guard lock(mutex_);
  auto response = card_.transmit(command);
  tell(Kind::apdu, command, response);
  if (response.empty()) return std::nullopt;  // the power died
  return response;
}

}  // namespace karimen::harness::workshop
