// What who hears every exchange knows of the card's security status: the application, which PINs were
// presented, how many tries are left, whether a session is protected.
#pragma once

#include <map>
#include <set>
#include <utility>

#include "base/bilingual.hpp"
#include "harness/trace/follower.hpp"

namespace karimen::harness::report::html {

class SecurityStatus {
 public:
  /// `before`, `after`: what was current on the card when the command came, and when it was answered.
  void take(ByteView command, ByteView response, const trace::Situation& before,
            const trace::Situation& after);
  /// Power-on: nothing is satisfied any more. What is known of counters stays true.
  void reset() { verified_.clear(); }
  /// "driver-licence application; licence PIN presented; tries left: licence PIN 9"
  [[nodiscard]] BilingualText words(const trace::Situation& now) const;

 private:
  using Key = std::pair<trace::Application, std::uint16_t>;  ///< an application and the EF of its PIN

  std::set<Key> verified_;
  std::map<Key, int> tries_;  ///< where an answer told them
};

}  // namespace karimen::harness::report::html
