// A slot in which the faults of a script strike, whatever reader is behind it.
#pragma once

#include <functional>
#include <optional>

#include "sim/fault/faulting_card.hpp"
#include "sim/reader/slot.hpp"

namespace karimen::sim::fault {

/// Wraps a slot, which must outlive it. Without a script it passes everything on as it is. A card that is
/// taken out or blinks leaves in the way in which it was put in, and comes back when it is laid in again.
class FaultSlot final : public reader::Slot, private Surroundings {
 public:
  /// Waits are a client's business and take no time here unless `wait` says how.
  using Wait = std::function<void(std::chrono::milliseconds)>;
  /// The card that other_card_swapped puts in, made when first needed; it must outlive the slot's use of it.
  using OtherCard = std::function<reader::CardEndpoint*()>;

  explicit FaultSlot(reader::Slot& inner, OtherCard other = {}, Wait wait = {});

  /// From now on; counts start anew. Between two sessions only.
  void arm(std::vector<ArmedFault> faults) { script_ = FaultScript(std::move(faults)); }
  void disarm() { script_ = {}; }
  /// Whether anything of the script struck.
  [[nodiscard]] bool struck() const { return script_.struck(); }

  [[nodiscard]] const std::string& name() const override { return inner_.name(); }
  void insert(reader::CardEndpoint& card, reader::Insertion how) override;
  void remove(reader::Insertion how) override;
  [[nodiscard]] bool occupied() const override { return inner_.occupied(); }
  reader::Link& link() override { return link_; }

 private:
  class FaultLink final : public reader::Link {
   public:
    explicit FaultLink(FaultSlot& slot) : slot_(slot) {}
    Bytes cold_reset() override;
    Bytes transmit(ByteView command) override;
    void begin_transaction() override;
    void end_transaction() noexcept override { slot_.inner_.link().end_transaction(); }

   private:
    FaultSlot& slot_;
  };

  void remove() override { inner_.remove(how_); }
  void remove_after_answer() override { leaves_ = true; }
  void blink(std::chrono::milliseconds) override { inner_.remove(how_); }
  void wait(std::chrono::milliseconds time) override;
  reader::CardEndpoint* other_card() override { return other_ ? other_() : nullptr; }

  reader::Slot& inner_;
  OtherCard other_;
  Wait wait_;
  FaultScript script_;
  reader::Insertion how_ = reader::Insertion::warm;
  std::optional<FaultingCard> card_;
  bool leaves_ = false;   ///< with the answer under way
  bool outside_ = false;  ///< it has not come yet
  FaultLink link_{*this};
};

}  // namespace karimen::sim::fault
