// Values of a fact that tell a table's cells apart.
#pragma once

#include <string>
#include <vector>

#include "harness/oracle/rulebook/program.hpp"

namespace karimen::harness::rules {

/// One value of one column and the rows whose cell in that column it satisfies.
struct Sample {
  std::string text;             ///< "card.status = active"
  std::vector<bool> satisfies;  ///< per row of the decision
};

/// A column: values of one fact with different effects on the rows.
using Column = std::vector<Sample>;

/// The columns of a decision. A cell that names another fact becomes a column of its own: holds, or not.
[[nodiscard]] std::vector<Column> columns_of(const Program& program, const Decision& decision);

}  // namespace karimen::harness::rules
