// A direct slot out of which the card is pulled at a chosen command.
#pragma once

#include <optional>

#include "sim/reader/direct_slot.hpp"

namespace karimen::harness::test {

/// Where the card leaves: before a command reaches it, or after the chip has worked and before its answer.
enum class Pull { before_command, before_answer };

class PullingSlot final : public sim::reader::Slot {
 public:
  /// From now on, once: at the `command`-th APDU, counted from 1.
  void arm(std::uint64_t command, Pull pull) {
    pulled_ = false;
    count_ = 0;
    command_ = command;
    pull_ = pull;
  }
  void disarm() { command_ = 0; }
  [[nodiscard]] bool pulled() const { return pulled_; }

  [[nodiscard]] const std::string& name() const override { return slot_.name(); }
  void insert(sim::reader::CardEndpoint& card, sim::reader::Insertion how) override {
    endpoint_.emplace(card, *this);
    slot_.insert(*endpoint_, how);
    insertions.push_back(how);
  }
  void remove(sim::reader::Insertion how) override { slot_.remove(how); }
  [[nodiscard]] bool occupied() const override { return slot_.occupied(); }
  sim::reader::Link& link() override { return slot_.link(); }

  std::vector<sim::reader::Insertion> insertions;

 private:
  class Endpoint final : public sim::reader::CardEndpoint {
   public:
    Endpoint(sim::reader::CardEndpoint& inner, PullingSlot& slot) : inner_(inner), slot_(slot) {}
    Bytes power_on() override { return inner_.power_on(); }
    void power_off() override { inner_.power_off(); }
    Bytes reset() override { return inner_.reset(); }
    std::optional<Bytes> transmit(ByteView command) override {
      const bool here = ++slot_.count_ == slot_.command_;
      if (here && slot_.pull_ == Pull::before_command) return slot_.pull();
      auto response = inner_.transmit(command);
      if (here) return slot_.pull();
      return response;
    }

   private:
    sim::reader::CardEndpoint& inner_;
    PullingSlot& slot_;
  };

  std::nullopt_t pull() {
    pulled_ = true;
    slot_.remove();
    return std::nullopt;
  }

  sim::reader::DirectSlot slot_;
  std::optional<Endpoint> endpoint_;
  std::uint64_t count_ = 0, command_ = 0;
  Pull pull_ = Pull::before_command;
  bool pulled_ = false;
};

}  // namespace karimen::harness::test
