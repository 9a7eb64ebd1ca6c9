#include "sim/reader/tap_slot.hpp"

#include <utility>

#include "sim/chip/card.hpp"

namespace karimen::sim::reader {

void TapSlot::listen() {
  const std::scoped_lock lock(mutex_);
  listening_ = true;
  last_reset_.reset();
  kept_.clear();
}

std::vector<Tapped> TapSlot::take() {
  const std::scoped_lock lock(mutex_);
  listening_ = false;
  return std::exchange(kept_, {});
}

void TapSlot::insert(CardEndpoint& card, Insertion how) {
  inner_.insert(tap_.emplace(card, *this), how);
}

void TapSlot::remove(Insertion how) {
  inner_.remove(how);
}

void TapSlot::keep_reset(const Bytes& atr) {
  const std::scoped_lock lock(mutex_);
  if (listening_) last_reset_ = atr;
}

void TapSlot::keep(ByteView command, const Bytes& response, chip::Card* chip) {
  const std::scoped_lock lock(mutex_);
  if (!listening_) return;
  if (last_reset_) kept_.push_back({{}, *std::exchange(last_reset_, std::nullopt), {}});
  Tapped tapped{{command.begin(), command.end()}, response, {}};
  if (chip != nullptr) {
    const auto& cause = chip->last_cause();
    tapped.cause = {static_cast<std::int32_t>(cause.clause), cause.first, cause.second};
  }
  kept_.push_back(std::move(tapped));
}

Bytes TapSlot::Tap::power_on() {
  Bytes atr = card_.power_on();
  slot_.keep_reset(atr);
  return atr;
}

// Who listens hears each one.
bool TapSlot::Tap::resets_are_alike() const {
  const std::scoped_lock lock(slot_.mutex_);
  return !slot_.listening_ && card_.resets_are_alike();
}

Bytes TapSlot::Tap::reset() {
  Bytes atr = card_.reset();
  slot_.keep_reset(atr);
  return atr;
}

std::optional<Bytes> TapSlot::Tap::transmit(ByteView command) {
  auto response = card_.transmit(command);
  slot_.keep(command, response.value_or(Bytes{}), card_.chip());
  return response;
}

}  // namespace karimen::sim::reader
