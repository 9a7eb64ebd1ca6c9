// What a procedure comes to, as a function: on which facts of a state it turns, and which it may set.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "harness/oracle/rulebook/program.hpp"

namespace karimen::harness::explore {

/// Indices into Program::facts, ascending.
struct Premises {
  /// Before the step has begun, with its clock: two states in which these have the same values are not told
  /// apart by a step of that procedure with the same inputs at the same place. A derived fact stands for what
  /// it follows from where nothing of that is the step's own.
  std::vector<int> read;
  /// Facts that outlive the step and that it may set. Of those that are read the value is among `read`.
  std::vector<int> set;
  std::vector<int> unread;  ///< of `set`, those that it does not read
  std::vector<int> told;    ///< facts of the step itself that it may set: fees, findings
  /// Of `unread`, those to which nothing but the clock is noted down (`now` or `today`), which then need not
  /// be read for it.
  std::vector<std::pair<int, int>> clocked;
  /// Days that select rows, where they are read for nothing else: the fact, and the seconds, ascending, at
  /// which some row begins or ceases to be in force.
  std::vector<std::pair<int, std::vector<std::int64_t>>> selecting;
};

[[nodiscard]] Premises premises_of(const rules::Procedure& procedure, const rules::Program& program);

/// Whether the fact outlives a step.
[[nodiscard]] bool outlives(const rules::Fact& fact);

}  // namespace karimen::harness::explore
