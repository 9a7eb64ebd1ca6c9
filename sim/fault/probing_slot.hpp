// A slot that shows each command to an observer together with the card as it was before.
#pragma once

#include <functional>
#include <optional>

#include "sim/chip/card.hpp"
#include "sim/reader/slot.hpp"

namespace karimen::sim::fault {

/// Wraps a slot, which must outlive it. Cards without a chip of ours are passed on unseen.
class ProbingSlot final : public reader::Slot {
 public:
  /// Called before each command; the card is about to get it.
  using Observer = std::function<void(const chip::Card& before, ByteView command)>;
  explicit ProbingSlot(reader::Slot& inner) : inner_(inner) {}

  /// An empty function: nobody looks.
  void watch(Observer observer) { observer_ = std::move(observer); }

  [[nodiscard]] const std::string& name() const override { return inner_.name(); }
  void insert(reader::CardEndpoint& card, reader::Insertion how) override {
    endpoint_.emplace(card, *this);
    inner_.insert(*endpoint_, how);
  }
  void remove(reader::Insertion how) override { inner_.remove(how); }
  [[nodiscard]] bool occupied() const override { return inner_.occupied(); }
  reader::Link& link() override { return inner_.link(); }

 private:
  class Endpoint final : public reader::CardEndpoint {
   public:
    Endpoint(reader::CardEndpoint& inner, ProbingSlot& slot) : inner_(inner), slot_(slot) {}
    Bytes power_on() override { return inner_.power_on(); }
    void power_off() override { inner_.power_off(); }
    Bytes reset() override { return inner_.reset(); }
    std::optional<Bytes> transmit(ByteView command) override {
      if (slot_.observer_ && inner_.chip() != nullptr) slot_.observer_(*inner_.chip(), command);
      return inner_.transmit(command);
    }
    [[nodiscard]] chip::Card* chip() override { return inner_.chip(); }

   private:
    reader::CardEndpoint& inner_;
    ProbingSlot& slot_;
  };

  reader::Slot& inner_;
  Observer observer_;
  std::optional<Endpoint> endpoint_;
};

}  // namespace karimen::sim::fault
