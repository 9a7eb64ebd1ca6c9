// Who in a rulebook asks for a knob: at once, or through a fact that follows from it.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "harness/oracle/rulebook/program.hpp"
#include "harness/oracle/rulebook/rulebook.hpp"

namespace karimen::harness::cli {

/// Through how many facts: none, or any number.
enum class Reach { at_once, through_facts };

class KnobReaders {
 public:
  /// `rulebook` must outlive it.
  KnobReaders(const Rulebook& rulebook, const std::vector<std::string>& knobs, Reach reach);

  [[nodiscard]] bool reads(const rules::Expression& expression);
  /// Also a row that is in force on some days only, where the knob has a say in which day counts.
  [[nodiscard]] bool reads(const rules::Decision& decision, const rules::Rule& rule);
  [[nodiscard]] bool reads(const std::vector<rules::Effect>& effects);

 private:
  bool follows(int fact);

  const rules::Program& program_;
  const Reach reach_;
  std::set<int> facts_;  ///< the knobs, and what is known to follow from them
  std::set<int> asked_;
};

/// By name. Of each kind those that name the knob themselves stand first, then those that read one of
/// `facts`.
struct KnobReading {
  std::vector<std::string> facts;  ///< derived ones
  std::vector<std::string> rules;
  std::vector<std::string> procedures;  ///< by what they make true
  std::vector<std::string> invariants;
};

/// Also rows, facts and invariants that are inferred from the knob.
[[nodiscard]] KnobReading reading_of(const Rulebook& rulebook, const std::string& knob);

}  // namespace karimen::harness::cli
