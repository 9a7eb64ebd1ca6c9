// A card slot: the place of a reader into which a card is put, and the link that a program reaches it by.
#pragma once

#include <string>

#include "sim/reader/card_endpoint.hpp"
#include "sim/reader/link.hpp"

namespace karimen::sim::reader {

/// How a card gets in. Warm: the link stays up, the card behind it is swapped and the next session's cold
/// reset finds it. Hot: a real removal and insertion that PC/SC clients see (direct: the same as warm).
enum class Insertion { warm, hot };

/// One card at a time. The card must outlive its stay. Implementations: DirectSlot, VpcdSlot.
class Slot {
 public:
  virtual ~Slot() = default;
  /// The name a PC/SC program sees, or "direct N".
  [[nodiscard]] virtual const std::string& name() const = 0;
  virtual void insert(CardEndpoint& card, Insertion how) = 0;
  virtual void remove(Insertion how) = 0;
  [[nodiscard]] virtual bool occupied() const = 0;
  /// The client's side; lives as long as the slot.
  virtual Link& link() = 0;
};

}  // namespace karimen::sim::reader
