// What passed between a reader and a card, seen from the card's side.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "base/hidden_bytes.hpp"
#include "sim/reader/card_endpoint.hpp"

namespace karimen::sim::reader {

/// One thing that a reader did to a card.
struct CardEvent {
  enum class Kind : std::uint8_t { power_on, power_off, reset, apdu };
  std::uint64_t number = 0;  ///< counts from 1 over the recording
  Kind kind = Kind::apdu;
  Bytes command;   ///< of `apdu` only
  Bytes response;  ///< data ‖ SW, or the ATR; empty where the card was mute or died in it
  HiddenBytes hidden_command, hidden_response;  ///< bytes that were masked: nobody knows them any more
  bool operator==(const CardEvent&) const = default;
};

using Recording = std::vector<CardEvent>;

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
