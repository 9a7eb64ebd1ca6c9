// The performance of a step: what the system does, the exchanges with the card and the papers as events.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "harness/runner/event/event.hpp"
#include "harness/scenario/scenario.hpp"
#include "harness/system/system.hpp"

namespace karimen::harness {

/// Of the steps of one scenario, one after the other.
class Performance {
 public:
  /// All three must outlive it; `events` receives an event an exchange, and one a paper.
  Performance(const std::string& scenario, System& system, std::vector<Event>& events)
      : scenario_(scenario), system_(system), events_(events) {}

  /// What the system answers to the step; `then` runs while its exchanges are still heard. Throws what they
  /// throw.
  PerformResult perform(
      const Step& step, const std::function<void()>& then = [] {});
  /// Asks the system why the card answered so, wherever that was no plain success in the step performed last.
  void explain();
  /// Of the step performed last.
  [[nodiscard]] const std::vector<Exchange>& exchanges() const { return exchanges_; }

 private:
  const std::string& scenario_;
  System& system_;
  std::vector<Event>& events_;
  std::size_t first_ = 0;  ///< where the step's events begin
  std::vector<Exchange> exchanges_;
};

}  // namespace karimen::harness
