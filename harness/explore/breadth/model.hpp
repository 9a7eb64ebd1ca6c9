// The rulebook as a machine: states, and where a step leads from one. What a step does is asked of the tables
// once for all states that it does not tell apart (premises.hpp), and remembered.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/number_of.hpp"
#include "harness/explore/breadth/alphabet.hpp"
#include "harness/explore/breadth/premises.hpp"
#include "harness/oracle/prediction/states.hpp"
#include "harness/oracle/prediction/steps.hpp"

namespace karimen::harness::explore {

/// Of one holder. Not shared between threads.
class Model {
 public:
  /// A fact's value in one word.
  using Packed = std::uint64_t;
  struct Way {
    std::shared_ptr<const Way> before;
    std::size_t letter = 0;
    Moment at;
  };
  struct State {
    std::shared_ptr<const Way> way;  ///< that leads here; nullptr: one begins here
    std::size_t length = 0;          ///< its steps
    std::vector<Packed> facts;       ///< that outlive a step and that some procedure sets
    Moment now;
  };
  /// States that somebody has seen, by their key.
  using Keys = NumberOf;

  /// All must outlive it. `letters`: the steps that can be asked about, by their place.
  Model(const RunContext& context, const Beginning& beginning, const Lexicon& lexicon,
        std::vector<Step> letters);
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;

  [[nodiscard]] const std::vector<Step>& letters() const { return letters_; }
  [[nodiscard]] const State& start() const { return start_; }
  [[nodiscard]] std::vector<Step> path(const State& state) const;
  /// Of the facts that procedures set, those that are decided.
  [[nodiscard]] Facts facts(const State& state) const;
  /// Steps are asked about from there on, at that moment. The state must outlive that.
  void stand(const State& state, Moment at);
  /// Where the step leads; nullopt: it is refused and changes nothing, or nobody can say.
  [[nodiscard]] std::optional<State> reach(std::size_t letter);
  /// The same, where nothing has led to that state at that moment before.
  [[nodiscard]] std::optional<State> after(std::size_t letter);
  /// The same, where `seen` does not have it yet; the moment is nothing to it.
  [[nodiscard]] std::optional<State> new_to(Keys& seen, std::size_t letter);
  /// What the step says of a fact that does not outlive it; nullopt: nothing, or nobody can say.
  [[nodiscard]] std::optional<Value> told(std::size_t letter, std::string_view fact);
  /// The holder with nothing done yet.
  [[nodiscard]] const Scenario& scenario() const { return scenario_; }
  /// That `after` reached, and the start.
  [[nodiscard]] std::size_t states() const { return states_reached_; }
  /// Steps that were asked about, and those of them for which the tables were asked.
  [[nodiscard]] std::size_t steps() const { return steps_; }
  [[nodiscard]] std::size_t asked() const { return results_.size(); }
  /// The same for the same state: which facts are otherwise than at the start, and what they are.
  [[nodiscard]] std::string key(const State& state) const { return key_of(state.facts); }

 private:
  /// What a step comes to.
  struct Result {
    PredictedOutcome outcome = PredictedOutcome::undecided;
    std::vector<std::pair<std::uint32_t, Packed>>
        changes;                                       ///< places in State::facts, and what is there then
    std::vector<std::pair<std::uint32_t, int>> noted;  ///< and where the clock's fact is
    std::vector<std::pair<int, rules::Datum>> told;
  };
  /// A procedure and the states that it tells apart.
  struct Kind {
    std::string procedure;
    Premises premises;
    NumberOf numbers;  ///< of the values of what is read
    std::uint32_t count = 0;
    std::uint64_t stood = 0;  ///< when `number` was looked up
    std::uint32_t number = 0;
  };
  struct Letter {
    std::size_t kind = 0;
    std::vector<std::pair<int, rules::Datum>> brings;  ///< inputs, place: facts of the step's own
    std::vector<std::uint32_t> results;  ///< by the kind's number: place in results_ and one; 0: not known
  };

  void make_kinds();
  void make_letters();
  [[nodiscard]] std::string key_of(const std::vector<Packed>& facts) const;
  [[nodiscard]] std::string key_after(const Result& result);
  [[nodiscard]] std::uint32_t number_of(Kind& kind);
  [[nodiscard]] const Result& result_of(std::size_t letter);
  [[nodiscard]] Result ask(const Letter& letter);
  /// False: nowhere.
  [[nodiscard]] bool leads_on(const Result& result) const;
  /// What it changes, with the clock of where one stands: `change(place, value)`.
  template <typename Change>
  void apply(const Result& result, Change change) const;
  [[nodiscard]] State state_after(std::size_t letter, const Result& result) const;

  const RunContext& context_;
  const rules::Program& program_;
  Scenario scenario_;
  std::vector<Step> letters_;
  rules::Symbols symbols_;
  rules::Evaluator view_;       ///< of where one stands
  rules::Evaluator evaluator_;  ///< of a step that is asked about
  rules::Tables tables_;
  rules::Steps steps_of_rules_;
  rules::States states_;
  std::vector<int> lasting_;   ///< beside State::facts
  std::vector<int> place_of_;  ///< of a fact in it; -1: it never changes, or does not outlive a step
  std::vector<Kind> kinds_;
  std::vector<Letter> asked_;  ///< beside letters_
  std::vector<Result> results_;
  State start_;
  const State* here_ = nullptr;
  Moment at_{};
  rules::FactData begun_;   ///< as they are here, with the clock of a step
  rules::FactData trying_;  ///< and with what the step brings and does
  std::vector<Packed> reached_;
  std::string values_;
  std::uint64_t stands_ = 0;
  Keys seen_;
  std::size_t states_reached_ = 1, steps_ = 0;
};

}  // namespace karimen::harness::explore
