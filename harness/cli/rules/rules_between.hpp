// Which rules differ between two days, two values of a knob, or two rulebooks.
#pragma once

#include <string>
#include <vector>

#include "harness/oracle/rulebook/changes.hpp"
#include "harness/oracle/rulebook/rulebook.hpp"

namespace karimen::harness::cli {

/// A rule, decision, procedure or knob that one side has otherwise than the other.
struct RuleDifference {
  enum class Kind { left_only, right_only, changed };
  Kind kind = Kind::changed;
  std::string name;
  BilingualText what;  ///< its reason or question; "" where nobody says it
};

/// Those in force on one of the two moments alone: by their dates, and by rules that override them.
[[nodiscard]] std::vector<RuleDifference> rules_between(const Rulebook& rulebook, Moment left, Moment right);
/// Those that read a knob, through derived facts, too.
[[nodiscard]] std::vector<RuleDifference> rules_reading(const Rulebook& rulebook,
                                                        const std::vector<std::string>& knobs);
/// By their text.
[[nodiscard]] std::vector<RuleDifference> rules_between(const Rulebook& left, const Rulebook& right,
                                                        const RulebookChanges& changes);

}  // namespace karimen::harness::cli
