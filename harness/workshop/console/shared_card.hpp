// The card in the reader as two threads use it: the reader's, which asks it, and the workshop's, which
// changes it behind its back.
#pragma once

#include <functional>
#include <memory>
#include <mutex>

#include "sim/chip/card.hpp"
#include "sim/reader/chip_endpoint.hpp"
#include "sim/reader/recording.hpp"

namespace karimen::harness::workshop {

/// Every call holds one lock, so that a change never falls into the middle of a command. `with` must not be
/// called from the observer, nor reach for the reader (VpcdHost) from inside.
class SharedCard final : public sim::reader::CardEndpoint {
 public:
  /// Called under the lock after each event, on the reader's thread, before the answer is handed on.
  using Observer = std::function<void(const CardEvent&, sim::chip::Card* chip)>;

  explicit SharedCard(sim::chip::Card card) : card_(std::move(card)) {}
  /// A card that is no chip of ours, such as a recording: `with` and `replace` find a chip nobody asks.
  SharedCard(sim::chip::Card idle, std::unique_ptr<sim::reader::CardEndpoint> answering)
      : card_(std::move(idle)), other_(std::move(answering)) {}
  /// Before the card is put into a reader.
  void observe(Observer observer) { observer_ = std::move(observer); }

  template <typename Action>
  auto with(Action action) {
    const std::lock_guard lock(mutex_);
    return action(card_);
  }
  /// A fork, as the card lies on the desk: without power.
  [[nodiscard]] sim::chip::Card copy();
  /// Another card behind the same contacts. Where the old one had power the new one is powered on, and a
  /// session that a program holds is lost without its knowing: ReaderPlace::exchange lets it know.
  void replace(sim::chip::Card card);

  /// A recording answers instead of the chip; nullptr: the chip again. Whoever wraps `contacts()` must then
  /// take them anew, before anybody asks. What answered until then, nullptr: the chip.
  std::unique_ptr<sim::reader::CardEndpoint> play(std::unique_ptr<sim::reader::CardEndpoint> recorded);

  /// Lets every call go through `face` (a wrapper of `contacts()`, which must outlive its use); nullptr:
  /// none.
  void route(sim::reader::CardEndpoint* face);
  /// The chip as such a wrapper reaches it: under the lock already.
  [[nodiscard]] sim::reader::CardEndpoint& contacts();
  /// nullptr: no chip of ours.
  [[nodiscard]] sim::chip::Card* bare_chip() { return other_ ? nullptr : &card_; }

  Bytes power_on() override;
  void power_off() override;
  Bytes reset() override;
  std::optional<Bytes> transmit(ByteView command) override;

 private:
  void tell(CardEvent::Kind kind, ByteView command, const Bytes& response);

  std::mutex mutex_;
  sim::chip::Card card_;
  std::unique_ptr<sim::reader::CardEndpoint> other_;
  sim::reader::ChipEndpoint chip_endpoint_{card_};
  sim::reader::CardEndpoint* face_ = &contacts();
  Observer observer_;
  std::uint64_t count_ = 0;
};

}  // namespace karimen::harness::workshop
