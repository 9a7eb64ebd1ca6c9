// Makes walks: procedures in the order in which people do them and in any other, inputs of every kind,
// moments on and around the dates that the holder's facts and the rules know.
#pragma once

#include <set>

#include "harness/explore/walk/dice.hpp"
#include "harness/explore/walk/walk.hpp"
#include "harness/oracle/rulebook/rulebook.hpp"
#include "harness/scenario/lexicon.hpp"

namespace karimen::harness::explore {

class Foresight;
struct Forecast;

struct WalkSettings {
  std::string seed = "1";
  std::size_t depth = 12;                          ///< steps of the longest walk, at least 1
  std::map<std::string, std::string> assumptions;  ///< of every walk
};

/// Immutable once made; safe to use from several threads.
class WalkMaker {
 public:
  /// `knows`: the procedures that walks may use. Throws DiagnosticError where a persona cannot be read.
  WalkMaker(const Lexicon& lexicon, const Rulebook& rulebook, const std::set<std::string>& knows,
            WalkSettings settings);
  WalkMaker(const WalkMaker&) = delete;
  WalkMaker& operator=(const WalkMaker&) = delete;

  /// The walk of that number: the same for the same seed, data and depth. `attempt`: another one in its
  /// place. With `foresight` its steps insist: what the rulebook refuses is said otherwise, a bounded number
  /// of times, until it is done.
  [[nodiscard]] Walk make(std::uint64_t number, unsigned attempt, Foresight* foresight = nullptr) const;
  /// Another one that begins as `known` does, and does its last step otherwise or goes on: often after the
  /// first `steps` as they are.
  [[nodiscard]] Walk vary(const Walk& known, std::size_t steps, std::uint64_t number, unsigned attempt,
                          Foresight* foresight = nullptr) const;
  /// The same with one of those assumptions otherwise, where one can be.
  [[nodiscard]] Walk turn(const Walk& known, const std::set<std::string>& assumptions, std::uint64_t number,
                          unsigned attempt) const;
  /// Whether a walk may say how that fact is at its beginning.
  [[nodiscard]] bool may_give(const std::string& fact) const { return may_give_.contains(fact); }

 private:
  /// A persona, and the days on which something of hers begins or ends, ascending.
  struct Holder {
    std::string name;
    std::string prefecture;
    std::vector<Date> days;
  };
  void read_holders(const Lexicon& lexicon);
  void read_rule_days(const Rulebook& rulebook);
  [[nodiscard]] Moment first_moment(const Holder& holder, Dice& dice) const;
  [[nodiscard]] Moment later(const Walk& walk, Moment now, const Holder& holder, Dice& dice) const;
  /// A value of that type, as YAML writes it; empty: none that could be made up.
  [[nodiscard]] std::string value_of(const Type& type, const Limits& limits, const Holder& holder, Moment now,
                                     Dice& dice) const;
  [[nodiscard]] std::string value_of(const InputSpec& input, const Holder& holder, Moment now,
                                     Dice& dice) const;
  /// All that are few.
  [[nodiscard]] std::vector<std::string> values_of(const InputSpec& input, const Holder& holder) const;
  /// nullptr: none that walks may use.
  [[nodiscard]] const ProcedureSpec* procedure_called(const std::string& name) const;
  /// What the latest of the walk's steps has said of an input like that one; null: none has.
  [[nodiscard]] const std::string* said_before(const Walk& walk, const InputSpec& input) const;
  /// As the next one of `walk`.
  [[nodiscard]] WalkStep step(const Walk& walk, const ProcedureSpec& procedure, const Holder& holder,
                              Moment now, Dice& dice) const;

  using Procedures = std::vector<const ProcedureSpec*>;
  /// The courses with that procedure in them, and their next place.
  [[nodiscard]] std::vector<std::pair<const Procedures*, std::size_t>> courses_after(
      const std::string& procedure) const;
  /// Further steps, until there are `length`.
  void go_on(Walk& walk, const Holder& holder, Moment now, std::size_t length, Foresight* foresight,
             Dice& dice) const;

  /// `said`, so that it is done where that can be. Steps before it may be said otherwise, too, where they are
  /// done all the same: on a course one leads to the other.
  [[nodiscard]] WalkStep insist(Walk& walk, const ProcedureSpec& procedure, const Holder& holder,
                                WalkStep said, bool on_course, Foresight& foresight, Dice& dice) const;
  /// At another moment, or with other inputs.
  [[nodiscard]] WalkStep said_otherwise(const Walk& walk, const ProcedureSpec& procedure,
                                        const Holder& holder, const WalkStep& said, Dice& dice) const;
  /// Steps before it, as long as less stands in the way of `said`.
  void mend(Walk& walk, const WalkStep& said, Forecast best, const Holder& holder,
            Foresight& foresight) const;
  /// The last step of the walk with another value of one of its inputs, where it is done so.
  void say_another_value(Walk& walk, Foresight& foresight, const Holder& holder, Dice& dice) const;
  /// To the last day, or minute, on which one obstacle or warning is as it is at that moment, or the first
  /// on which it is not; where there is none it stays.
  void move_to_an_edge(const Walk& walk, WalkStep& said, Foresight& foresight, Dice& dice) const;
  /// No step is later.
  [[nodiscard]] static Date last_day();

  struct Knob {
    std::string id;
    std::vector<std::string> others;  ///< values other than the default
  };
  struct Place {
    std::string name, prefecture;
  };

  WalkSettings settings_;
  std::vector<ProcedureSpec> procedures_;
  std::vector<Procedures> courses_;  ///< into procedures_
  std::vector<Holder> holders_;
  std::vector<Place> facilities_;
  std::vector<Knob> knobs_;
  std::vector<FactSpec> facts_;     ///< that a scenario may give
  std::set<std::string> may_give_;  ///< their names
  std::vector<Date> rule_days_;
};

}  // namespace karimen::harness::explore
