// The rules of steps as a stream tells them: what one says stands once in the stream, as a line of its own,
// and the steps in which it fired so name it.
#pragma once

#include <map>
#include <string>

#include "harness/runner/event/event.hpp"

namespace karimen::harness::report {

/// Of one stream: rules are written or read in its order.
class ToldRules {
 public:
  enum class Telling { named, first, whole };
  /// How a step tells of it: by its name; by its name, after a line with what it says; or whole, since it
  /// says something else here than the line does.
  [[nodiscard]] Telling told(const RuleEvent& rule);
  void tell(RuleEvent rule);
  /// nullptr: the stream has not told of it.
  [[nodiscard]] const RuleEvent* find(const std::string& id) const;

 private:
  std::map<std::string, RuleEvent> rules_;
};

}  // namespace karimen::harness::report
