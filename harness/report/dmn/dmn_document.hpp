// The whole rulebook as DMN 1.5: input data, derived facts and decision tables, with what they stand on.
#pragma once

#include <string>
#include <vector>

#include "harness/oracle/formula/calendar.hpp"
#include "harness/oracle/rulebook/rulebook.hpp"

namespace karimen::harness::report {

/// What FEEL cannot say, and what stands in the document instead.
struct DmnGap {
  std::string name;  ///< of a fact or a decision
  std::string why;
};

struct DmnDocument {
  std::string xml;
  std::vector<DmnGap> gaps;
};

/// `version`: of the program that writes it.
[[nodiscard]] DmnDocument dmn_document(const Rulebook& rulebook, const Calendar& calendar,
                                       const std::string& version);

}  // namespace karimen::harness::report
