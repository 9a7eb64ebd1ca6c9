// A card on which something happens in the middle of a chosen command.
#pragma once

#include <functional>

#include "sim/reader/card_endpoint.hpp"

namespace karimen::sim::reader {

/// Wraps a card, which must outlive it. In the `command`-th APDU (from 1, over the card's stay) the chip
/// works, `strike` runs on the reader's thread, and the answer is lost.
class FaultCard final : public CardEndpoint {
 public:
  FaultCard(CardEndpoint& inner, std::uint64_t command, std::function<void()> strike)
      : inner_(inner), command_(command), strike_(std::move(strike)) {}

  Bytes power_on() override { return inner_.power_on(); }
  void power_off() override { inner_.power_off(); }
  Bytes reset() override { return inner_.reset(); }
  std::optional<Bytes> transmit(ByteView command) override;

 private:
  CardEndpoint& inner_;
  std::uint64_t command_;
  std::function<void()> strike_;
  std::uint64_t count_ = 0;
};

}  // namespace karimen::sim::reader
