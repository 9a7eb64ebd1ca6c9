// What formulas of rules have and FEEL has not: functions in FEEL, exported beside the decisions.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "harness/oracle/formula/expression.hpp"

namespace karimen::harness::report {

struct FeelFunction {
  const char* name;
  std::vector<const char*> parameters;
  const char* body;                ///< with HOLIDAYS where the days stand that the calendar has
  std::vector<const char*> calls;  ///< other ones of these
  const char* says;
};

[[nodiscard]] std::span<const FeelFunction> feel_functions();
/// That stands for an operation; "": FEEL has it, or nothing does.
[[nodiscard]] std::string feel_function_of(rules::Op op);

}  // namespace karimen::harness::report
