// Most cells name literals, one of which their fact is to be, or none of which: they are compared without a
// walk through the formula.
#pragma once

#include <vector>

#include "harness/oracle/formula/expression.hpp"

namespace karimen::harness::rules {

struct Alternatives {
  std::vector<Datum> values;  ///< empty: the formula tests something else
  bool excluded = false;      ///< holds where the fact is none of them
};

/// What `test` compares that fact with, if that is all it does.
[[nodiscard]] Alternatives alternatives_of(const Expression& test, int fact);

}  // namespace karimen::harness::rules
