// What terminals of the institutions have in common on the wire.
#pragma once

#include <cstdint>
#include <string>

#include "base/bytes.hpp"
#include "sim/world/desk/card_reading.hpp"

namespace karimen::sim::world {

/// The host challenge of every channel. Fixed, so that the same story gives the same exchanges; the card's
/// challenge makes session keys differ.
[[nodiscard]] inline Bytes host_challenge() {
  return to_bytes("Karimen!");
}

/// Throws CardRefused unless `status` is 9000.
inline void require_ok(std::uint16_t status, const std::string& what) {
  if (status == 0x9000) return;
  const Bytes word{static_cast<std::uint8_t>(status >> 8), static_cast<std::uint8_t>(status)};
  throw CardRefused(what + " was answered with " + to_hex(word));
}

/// Whether the chip itself is broken: it does not answer to reset. Else the card was taken away, its power
/// failed in a command, or the service went: the exchange is off, and nothing is learnt about the chip.
[[nodiscard]] inline bool blames_chip(const reader::LinkError& error) {
  return error.failure() == reader::LinkFailure::mute;
}

}  // namespace karimen::sim::world
