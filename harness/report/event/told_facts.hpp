// The facts of steps as a stream tells them: a hundred of them, of which a step changes three. What is as it
// was, and what is observed as it is predicted, is not said again. Nothing is lost: who has read the stream
// so far has every fact.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "harness/runner/event/event.hpp"

namespace karimen::harness::report {

/// Sets are lists, dates and moments texts.
[[nodiscard]] nlohmann::ordered_json json_of(const Facts& facts);

/// Of one stream: steps are written or read in its order.
class ToldFacts {
 public:
  /// How facts are where nothing else is said.
  void begin(Facts usual) { usual_ = std::move(usual); }
  void end_scenario() { last_.clear(); }

  /// `given`, of the first step of a person in the scenario: how it was, where that is not usual; `set`: what
  /// is predicted otherwise than it was, or than it was predicted at the step before; `seen`: what is
  /// observed otherwise than predicted, `not_observed` apart; `before` only where it does not follow from
  /// these. null: no such fact.
  void put(nlohmann::ordered_json& object, const StepEvent& event);

  struct Change {
    std::string name;
    std::optional<Value> value;  ///< absent: no such fact
  };
  struct Told {
    std::vector<Change> given, set, seen;
    std::optional<Facts> before;
  };
  /// The way back: `before`, `predicted` and `observed` of a step whose other members are read.
  void take(StepEvent& event, const Told& told);

 private:
  [[nodiscard]] const Facts& former(const std::string& who) const;

  Facts usual_;
  std::map<std::string, Facts> last_;  ///< by person
};

}  // namespace karimen::harness::report
