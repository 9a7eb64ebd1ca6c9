// What a page knows of every scenario from the start: what its list shows, filters and finds.
#pragma once

#include <map>
#include <set>
#include <string>

#include "harness/report/html/failure_groups.hpp"
#include "harness/report/html/string_table.hpp"
#include "harness/runner/event/event.hpp"

namespace karimen::harness::report::html {

class Catalogue {
 public:
  void take(const StepEvent& event);
  /// The last of a scenario, whose steps lie in that chunk, in that place of it.
  void take(const ScenarioFinished& event, std::size_t chunk, std::size_t place);
  [[nodiscard]] Json json();
  /// The personas of its scenarios.
  [[nodiscard]] const std::set<std::string>& holders() const { return holders_; }

 private:
  [[nodiscard]] Json numbers(std::set<std::string>& names);

  StringTable strings_;
  FailureGroups groups_;
  Json scenarios_ = Json::array();
  std::set<std::string> holders_;
  std::map<std::string, std::size_t> performed_, fired_;  ///< in how many steps, by procedure and by rule
  std::size_t predicted_ = 0, observed_ = 0;              ///< facts, over all steps
  std::set<std::string> actors_, procedures_, facilities_, knobs_, rules_;  ///< of the scenario under way
};

}  // namespace karimen::harness::report::html
