// A card on which the faults of a script strike.
#pragma once

#include <chrono>
#include <memory>

#include "sim/chip/card.hpp"
#include "sim/fault/script.hpp"
#include "sim/reader/card_endpoint.hpp"

namespace karimen::sim::fault {

/// What is around a card: the reader that it lies in. Called from inside the card's own members, on the
/// reader's thread. Implementations: FaultSlot (a slot of ours), HostSurroundings (a vpcd link).
class Surroundings {
 public:
  virtual ~Surroundings() = default;
  /// The card leaves now; the command under way gets no answer.
  virtual void remove() = 0;
  /// The card leaves as soon as the answer to the command under way was read.
  virtual void remove_after_answer() = 0;
  /// The card leaves now and comes back after `gap`.
  virtual void blink(std::chrono::milliseconds gap) = 0;
  virtual void wait(std::chrono::milliseconds time) = 0;
  /// The card that comes instead of ours; nullptr: a twin of ours, freshly laid in.
  virtual reader::CardEndpoint* other_card() = 0;
};

/// Wraps a card; it, `chip` (the simulated chip behind it, or nullptr), script and surroundings must outlive
/// it. Without a chip, faults of the layer storage do what they can: the power goes.
class FaultingCard final : public reader::CardEndpoint {
 public:
  FaultingCard(reader::CardEndpoint& inner, chip::Card* chip, FaultScript& script, Surroundings& around)
      : inner_(inner), chip_(chip), script_(script), around_(around) {}
  ~FaultingCard() override;

  /// Whoever resets the card counts the resets in the script; else every power-on counts as one.
  void resets_are_counted_outside() { counts_resets_ = false; }

  Bytes power_on() override;
  void power_off() override;
  Bytes reset() override;
  std::optional<Bytes> transmit(ByteView command) override;
  [[nodiscard]] bool resets_are_alike() const override {
    return script_.empty() && inner_.resets_are_alike();
  }
  [[nodiscard]] bool powered() const override { return inner_.powered(); }
  [[nodiscard]] chip::Card* chip() override { return chip_; }

 private:
  struct Strikes;  // what each effect does: faulting_card.cpp
  Bytes answer_to_reset(bool cold);
  void forget_writes();

  reader::CardEndpoint& inner_;
  chip::Card* chip_;
  FaultScript& script_;
  Surroundings& around_;
  bool counts_resets_ = true;
  bool first_command_lost_ = false;
  bool dead_ = false;
  std::optional<std::uint32_t> recovery_cut_;  ///< row writes of the next power-on's recovery
  std::optional<chip::Card> remembered_;       ///< what the memory falls back to
  std::unique_ptr<chip::Card> twin_;
  std::unique_ptr<reader::CardEndpoint> twin_endpoint_;
  reader::CardEndpoint* other_ = nullptr;
  Bytes previous_;
};

/// Changes a card behind its back as a fault by Means::edit says.
void edit(const ArmedFault& armed, chip::Card& card);

}  // namespace karimen::sim::fault
