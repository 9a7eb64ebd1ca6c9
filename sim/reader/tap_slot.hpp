// A slot that hears what passes between its reader and the card, whoever the client is: another program over
// PC/SC, or one that asks us.
#pragma once

#include <array>
#include <mutex>
#include <optional>
#include <vector>

#include "sim/reader/slot.hpp"

namespace karimen::sim::reader {

/// What a card was sent and what it answered.
struct Tapped {
  Bytes command;                      ///< empty: a reset
  Bytes response;                     ///< data ‖ SW, or the ATR; empty: the card vanished or died
  std::array<std::int32_t, 3> cause;  ///< the chip's clause and its two integers
};

/// Wraps a slot, which must outlive it. Cards may be used from the reader's own thread.
class TapSlot final : public Slot {
 public:
  explicit TapSlot(Slot& inner) : inner_(inner) {}

  /// From now on everything is kept.
  void listen();
  /// No longer. What was kept: a reset only where a command followed it, as a reader powers cards of its own
  /// accord, too.
  [[nodiscard]] std::vector<Tapped> take();

  [[nodiscard]] const std::string& name() const override { return inner_.name(); }
  void insert(CardEndpoint& card, Insertion how) override;
  void remove(Insertion how) override;
  [[nodiscard]] bool occupied() const override { return inner_.occupied(); }
  Link& link() override { return inner_.link(); }

 private:
  class Tap final : public CardEndpoint {
   public:
    Tap(CardEndpoint& card, TapSlot& slot) : card_(card), slot_(slot) {}
    Bytes power_on() override;
    void power_off() override { card_.power_off(); }
    Bytes reset() override;
    std::optional<Bytes> transmit(ByteView command) override;
    [[nodiscard]] bool resets_are_alike() const override;
    [[nodiscard]] bool powered() const override { return card_.powered(); }
    [[nodiscard]] chip::Card* chip() override { return card_.chip(); }

   private:
    CardEndpoint& card_;
    TapSlot& slot_;
  };
  void keep_reset(const Bytes& atr);
  void keep(ByteView command, const Bytes& response, chip::Card* chip);

  Slot& inner_;
  std::optional<Tap> tap_;
  mutable std::mutex mutex_;
  bool listening_ = false;
  std::optional<Bytes> last_reset_;  ///< no command has followed it yet
  std::vector<Tapped> kept_;
};

}  // namespace karimen::sim::reader
