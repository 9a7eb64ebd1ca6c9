// What a holder can do next, in every breadth-first search: procedures with their inputs, each input varied
// on its own, and the moments to which one can wait.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "harness/explore/cover/changes.hpp"
#include "harness/explore/walk/walk.hpp"
#include "harness/runner/run_context.hpp"
#include "harness/scenario/lexicon.hpp"

namespace karimen::harness::explore {

/// A persona, and the days on which something of hers, or of the rules, begins or ends.
struct Beginning {
  std::string holder;
  std::uint64_t number = 0;  ///< among all personas, from 0
  std::string prefecture;
  Moment at;
  std::vector<Date> days;  ///< ascending
};

class Alphabet {
 public:
  /// Both must outlive it. `knows`: the procedures that walks may use.
  Alphabet(const Lexicon& lexicon, const RunContext& context, std::set<std::string> knows);

  /// Every persona on one ordinary morning, in the order of their names.
  [[nodiscard]] std::vector<Beginning> beginnings() const;
  /// Of every procedure the plainest form, then those in which one input is another. Their moment is that of
  /// the beginning. Only those that a scenario can say.
  [[nodiscard]] std::vector<Step> letters(const Beginning& beginning) const;
  /// Moments of the next step: half an hour later, the next morning, and in `wide` the day before, on and
  /// after the next of the holder's days.
  [[nodiscard]] static std::vector<Moment> moments(const Beginning& beginning, Moment now, bool wide);
  /// Beginning and steps as they are written.
  [[nodiscard]] Walk walk(const Beginning& beginning, const std::vector<Step>& steps) const;

 private:
  [[nodiscard]] std::vector<WalkStep> spelled(const Beginning& beginning) const;
  [[nodiscard]] std::vector<std::string> values(const InputSpec& input, const Beginning& beginning) const;

  const Lexicon& lexicon_;
  const RunContext& context_;
  const std::set<std::string> knows_;
  Changes changes_;
};

}  // namespace karimen::harness::explore
