// Rulebooks that are wrong in one place each: what a catalogue of scenarios, or a proof, has to notice.
#pragma once

#include <string>
#include <vector>

#include "base/yaml.hpp"

namespace karimen::harness {

struct RuleMutant {
  enum class Kind { comparison, date, row, condition, outputs, effect };
  enum class Home { decision, procedure, everywhere };

  Kind kind = Kind::row;
  Home home = Home::everywhere;
  std::string name;  ///< of the decision or the procedure that it stands in; else of the fact or the effect
  std::string rule;  ///< the row; "": it stands in none
  std::string what;  ///< "card.status: = to !="
  Position where;
  std::size_t document = 0;  ///< which document is another one
  yaml::Node instead;        ///< that one
};

/// One for every comparison turned, every day shifted either way, every row, condition and effect left out,
/// and every two neighbouring rows with each other's outputs. In the order of the documents. Not those of
/// rows that add nothing to an answer that is collected: whether one fires cannot be seen.
[[nodiscard]] std::vector<RuleMutant> rule_mutants(const std::vector<yaml::Node>& documents);

}  // namespace karimen::harness
