// A link on which something happens at a chosen command: the card is pulled out, the power fails.
#pragma once

#include <functional>

#include "sim/reader/link.hpp"

namespace karimen::sim::reader {

/// When a fault strikes: before or after the `command`-th APDU of the link's life, counted from 1.
struct FaultPoint {
  enum class Side { before, after };
  std::uint64_t command = 1;
  Side side = Side::before;
};

/// Wraps a link, which must outlive it. `strike` runs once, on the caller's thread; what it does to the slot
/// or the chip is its own affair (remove the card, cut its power at a write point).
class FaultLink final : public Link {
 public:
  FaultLink(Link& inner, FaultPoint point, std::function<void()> strike)
      : inner_(inner), point_(point), strike_(std::move(strike)) {}

  Bytes cold_reset() override { return inner_.cold_reset(); }
  Bytes transmit(ByteView command) override;
  void begin_transaction() override { inner_.begin_transaction(); }
  void end_transaction() noexcept override { inner_.end_transaction(); }

 private:
  Link& inner_;
  FaultPoint point_;
  std::function<void()> strike_;
  std::uint64_t count_ = 0;
};

}  // namespace karimen::sim::reader
