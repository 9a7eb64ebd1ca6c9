// What the facts of each person were before a step: a report shows what it changed.
#pragma once

#include <map>
#include <string>

#include "harness/fact/given_facts.hpp"

namespace karimen::harness {

/// Takes the predictions of one scenario in their order.
class FormerFacts {
 public:
  /// Of the facts of `who` those that are otherwise now, as they were; before the first step as they are
  /// given.
  [[nodiscard]] Facts changed_by(const std::string& who, const People& people, const Facts& predicted);

 private:
  std::map<std::string, Facts> last_;  ///< by person
};

}  // namespace karimen::harness
