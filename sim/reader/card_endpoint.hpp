// The card's side of a reader: whatever can be powered and answers APDUs.
#pragma once

#include <optional>

#include "base/bytes.hpp"

namespace karimen::sim::chip {
class Card;
}

namespace karimen::sim::reader {

/// Implemented by the chip (through ChipEndpoint), by recordings and by hostile cards.
/// A reader calls it from one thread at a time.
class CardEndpoint {
 public:
  virtual ~CardEndpoint() = default;
  /// Cold reset. The ATR, or empty for a mute card.
  virtual Bytes power_on() = 0;
  virtual void power_off() = 0;
  /// Warm reset. The ATR, or empty for a mute card.
  virtual Bytes reset() = 0;
  /// One command; the answer is at least a status word, or nullopt where the chip died or was removed in it.
  virtual std::optional<Bytes> transmit(ByteView command) = 0;
  /// One reset more or less of a card that nobody has spoken to since the last one changes nothing, and all
  /// are answered alike. False where resets count.
  [[nodiscard]] virtual bool resets_are_alike() const { return false; }
  /// Asked where resets are alike.
  [[nodiscard]] virtual bool powered() const { return false; }
  /// The simulated chip behind it, where there is one: for those who change a card behind its back.
  [[nodiscard]] virtual chip::Card* chip() { return nullptr; }
};

}  // namespace karimen::sim::reader
