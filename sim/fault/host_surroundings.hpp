// A vpcd link as the surroundings of a faulting card: for a card that other programs use.
#pragma once

#include <thread>

#include "sim/fault/faulting_card.hpp"
#include "sim/reader/vpcd_host.hpp"

namespace karimen::sim::fault {

/// `host` must outlive it; so must the card that is put into it. A card that was taken out stays out until
/// `host` is connected again.
class HostSurroundings final : public Surroundings {
 public:
  /// `other`: what other_card_swapped puts in; nullptr: a twin.
  explicit HostSurroundings(reader::VpcdHost& host, reader::CardEndpoint* other = nullptr)
      : host_(host), other_(other) {}
  /// Waits for a card that is about to leave or to come back.
  ~HostSurroundings() override;

  void remove() override { host_.disconnect(); }
  void remove_after_answer() override;
  void blink(std::chrono::milliseconds gap) override;
  void wait(std::chrono::milliseconds time) override;
  reader::CardEndpoint* other_card() override { return other_; }

 private:
  template <class Action>
  void later(std::chrono::milliseconds delay, Action action);

  reader::VpcdHost& host_;
  reader::CardEndpoint* other_;
  std::jthread later_;
};

}  // namespace karimen::sim::fault
