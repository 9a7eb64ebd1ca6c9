// The simulated chip as a card that a reader can hold.
#pragma once

#include "sim/chip/card.hpp"
#include "sim/reader/card_endpoint.hpp"

namespace karimen::sim::reader {

/// A view of a Card, which must outlive it.
class ChipEndpoint final : public CardEndpoint {
 public:
  explicit ChipEndpoint(chip::Card& card) : card_(card) {}
  Bytes power_on() override { return card_.power_on(); }
  void power_off() override { card_.power_off(); }
  Bytes reset() override { return card_.reset(); }
  std::optional<Bytes> transmit(ByteView command) override {
    Bytes response = card_.transmit(command);
    if (response.empty()) return std::nullopt;  // the power died
    return response;
  }
  [[nodiscard]] bool resets_are_alike() const override { return card_.health() != chip::Health::mute; }
  [[nodiscard]] bool powered() const override { return card_.powered(); }
  [[nodiscard]] chip::Card* chip() override { return &card_; }

 private:
  chip::Card& card_;
};

}  // namespace karimen::sim::reader
