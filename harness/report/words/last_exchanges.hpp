// The last exchanges with the card, for the text of a failure.
#pragma once

#include <deque>
#include <string>

#include "harness/runner/event/event.hpp"
#include "harness/trace/follower.hpp"

namespace karimen::harness::report {

/// Takes every exchange of a scenario, so that files and keys have their names; keeps a few.
class LastExchanges {
 public:
  void take(const ApduEvent& event);
  /// The step is over: nothing of it is shown any more.
  void clear() { kept_.clear(); }
  /// Two lines each, under a heading; empty if there were none.
  [[nodiscard]] std::string text(Language language) const;

 private:
  struct Kept {
    ApduEvent event;
    trace::Situation before;
  };
  trace::Follower follower_;
  std::deque<Kept> kept_;
};

}  // namespace karimen::harness::report
