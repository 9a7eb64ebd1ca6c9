// What passed between a reader and a card, seen from the card's side: what the simulation records and what is
// told of any card alike.
#pragma once

#include <cstdint>
#include <vector>

#include "base/bytes.hpp"
#include "base/hidden_bytes.hpp"

namespace karimen {

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

}  // namespace karimen
