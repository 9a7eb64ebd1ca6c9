// What walks found, grouped by its like: same procedure, same facts on which the readings differ.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "harness/explore/walk/walk.hpp"
#include "harness/runner/event/event.hpp"

namespace karimen::harness::explore {

/// What one walk ended in, where not all of it passed.
struct Mishap {
  Verdict verdict = Verdict::pass;
  Failure failure = Failure::none;
  std::string procedure;  ///< of the step that decided the verdict
  std::size_t step = 0;   ///< its place in the walk, from 0
  std::vector<std::string>
      differences;     ///< "fee.amount: 1500 predicted, none observed", sorted; dates and texts as such
  std::string detail;  ///< of an error
  std::vector<std::string> speaking;  ///< rules that fired in the step and say what differs, sorted
  std::vector<std::string> rules;     ///< that fired in the step, sorted

  /// What makes mishaps one group.
  [[nodiscard]] std::string kind() const;
  bool operator==(const Mishap&) const = default;
};

/// The mishap that the events of one scenario tell of; nullopt: everything passed.
[[nodiscard]] std::optional<Mishap> mishap_of(std::span<const Event> events);

struct Finding {
  Mishap mishap;             ///< of `shortest`; its rules are those that fired in every walk of the group
  std::size_t walks = 0;     ///< that ended so
  std::uint64_t number = 0;  ///< of the one that ended so soonest, of several the first
  std::size_t length = 0;    ///< its steps until then
  Walk shortest;             ///< that one; of a failure cut to the fewest steps that still end so
  bool operator==(const Finding&) const = default;
};

/// Findings of one kind become one, whoever walked them and in whatever order they come.
class Groups {
 public:
  void take(Finding&& finding);
  /// The commonest first. Nothing is left.
  [[nodiscard]] std::vector<Finding> by_frequency();

 private:
  std::map<std::string, Finding> by_kind_;
};

}  // namespace karimen::harness::explore
