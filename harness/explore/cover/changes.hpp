// What of a walk could be otherwise, so that a condition holds or fails: the facts, inputs and knobs that it
// reads, through derived facts too, each with the values that rules tell apart.
#pragma once

#include <set>
#include <vector>

#include "harness/explore/walk/walk.hpp"
#include "harness/oracle/rulebook/program.hpp"
#include "harness/oracle/rulebook/rulebook.hpp"
#include "harness/scenario/lexicon.hpp"

namespace karimen::harness::explore {

/// Indices into Program::facts of all that expressions read, derived ones left out for what they read.
void add_ground_facts(const rules::Program& program, const rules::Expression& expression,
                      std::set<int>& facts);

class Changes {
 public:
  /// Both must outlive it.
  Changes(const Lexicon& lexicon, const Rulebook& rulebook);

  /// The walks that differ from `walk` in one thing: one of those facts or knobs at its start, an input or
  /// the moment of one of its steps. `days`: on which a moment may fall, too.
  [[nodiscard]] std::vector<Walk> around(const Walk& walk, const std::set<int>& facts,
                                         const std::set<Date>& days) const;
  /// As YAML writes them: every word of a type, and of numbers, days and moments those around the bounds
  /// that the rulebook names.
  [[nodiscard]] std::vector<std::string> values(const Type& type, const Limits& limits, Moment now) const;

 private:
  void add_fact(const Walk& walk, const rules::Fact& fact, std::vector<Walk>& found) const;
  void add_input(const Walk& walk, const std::string& name, std::vector<Walk>& found) const;
  void add_facilities(const Walk& walk, std::vector<Walk>& found) const;
  void add_moments(const Walk& walk, const std::set<Date>& days, std::vector<Walk>& found) const;

  const Lexicon& lexicon_;
  const Rulebook& rulebook_;
  std::vector<std::int64_t> numbers_;  ///< that its formulas name, and their neighbours
};

}  // namespace karimen::harness::explore
