// The rulebook as a machine: states, and where a step leads from one.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "harness/explore/breadth/alphabet.hpp"

namespace karimen::harness::explore {

/// Of one holder. Not shared between threads.
class Model {
 public:
  struct State {
    std::vector<Step> path;  ///< that leads here
    std::vector<rules::Datum> facts;
    Moment now;
  };

  /// All must outlive it.
  Model(const RunContext& context, const Beginning& beginning, const Lexicon& lexicon);

  [[nodiscard]] State start() const { return start_; }
  /// Where the step leads; nullopt: nowhere new, or nobody can say.
  [[nodiscard]] std::optional<State> after(const State& state, const Step& step);
  /// As `after`, but wherever it leads; nullopt: it is refused and changes nothing, or nobody can say.
  [[nodiscard]] std::optional<State> reach(const State& state, const Step& step);
  /// What the rulebook predicts of a step, which it forgets.
  [[nodiscard]] Prediction predicted(const State& state, const Step& step);
  /// The holder with nothing done yet.
  [[nodiscard]] const Scenario& scenario() const { return scenario_; }
  /// That were reached.
  [[nodiscard]] std::size_t states() const { return seen_.size(); }
  /// Steps that were asked about.
  [[nodiscard]] std::size_t steps() const { return steps_; }
  /// The facts of a state that are otherwise than at the start: the same for the same state.
  [[nodiscard]] std::string key(const std::vector<rules::Datum>& facts) const;

 private:
  const RunContext& context_;
  Scenario scenario_;
  Oracle oracle_;
  std::vector<bool> lasting_;  ///< facts that outlive a step
  State start_;
  std::set<std::string> seen_;
  std::size_t steps_ = 0;
};

}  // namespace karimen::harness::explore
