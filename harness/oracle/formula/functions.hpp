// The functions of formulas.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "harness/fact/type.hpp"
#include "harness/oracle/formula/expression.hpp"

namespace karimen::harness::rules {

struct Function {
  std::string_view name;
  Op op;
  std::vector<Base> arguments;
  std::size_t optional_arguments = 0;  ///< how many of the last ones may be left out
  Base result;
};

[[nodiscard]] std::span<const Function> functions();

}  // namespace karimen::harness::rules
