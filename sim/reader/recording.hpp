// A card that tells what passes between it and its reader.
#pragma once

#include <functional>
#include <optional>

#include "base/card_event.hpp"
#include "sim/reader/card_endpoint.hpp"

namespace karimen::sim::reader {

/// Wraps a card, which must outlive it. `observer` is called after each event on the reader's thread, before
/// the answer is handed on; it may ask the chip for the cause of its last answer.
class RecordingCard final : public CardEndpoint {
 public:
  using Observer = std::function<void(const CardEvent&)>;
  RecordingCard(CardEndpoint& inner, Observer observer) : inner_(inner), observer_(std::move(observer)) {}

  Bytes power_on() override;
  void power_off() override;
  Bytes reset() override;
  std::optional<Bytes> transmit(ByteView command) override;
  [[nodiscard]] chip::Card* chip() override { return inner_.chip(); }

 private:
  void tell(CardEvent::Kind kind, ByteView command, const Bytes& response);

  CardEndpoint& inner_;
  Observer observer_;
  std::uint64_t count_ = 0;
};

}  // namespace karimen::sim::reader
