// Scenarios that did not pass, by what they have in common: a hundred of one cause are one line.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "harness/report/html/string_table.hpp"
#include "harness/runner/event/event.hpp"

namespace karimen::harness::report::html {

/// A cause is a rule that leaves something open, whatever is done; or the procedure with the rules that
/// decide where the readings differ; without such a rule the names that differ, else what broke.
class FailureGroups {
 public:
  /// A step of the scenario under way.
  void take(const StepEvent& event);
  /// The number of the group of the scenario that ends here; -1: nobody has to look at it.
  [[nodiscard]] std::int64_t take(const ScenarioFinished& event);
  [[nodiscard]] Json json() const;

 private:
  struct Group {
    Verdict verdict = Verdict::fail;
    std::string failure, procedure;  ///< that procedure, if it is only one
    BilingualText detail;
    std::vector<std::string> rules;
    std::map<std::string, std::size_t> names;  ///< that differ, in how many scenarios
    std::size_t scenarios = 0;
  };
  struct Cause {
    std::string procedure;
    BilingualText detail;
    std::vector<std::string> rules, names;
    bool open = false;
  };

  Cause cause_;
  bool caused_ = false;  ///< by a step
  std::map<std::string, std::size_t> numbers_;
  std::vector<Group> groups_;
};

}  // namespace karimen::harness::report::html
