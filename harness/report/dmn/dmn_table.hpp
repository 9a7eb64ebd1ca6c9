// A decision of the rulebook as the table and the answer that DMN has of it.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "harness/report/dmn/feel.hpp"

namespace karimen::harness::report {

struct DmnColumn {
  std::string expression;
  std::string type;
};

struct DmnRow {
  const rules::Rule* rule = nullptr;
  std::vector<std::string> entries;  ///< one a column
  std::vector<std::string> outputs;  ///< one an output
};

struct DmnTable {
  std::vector<DmnColumn> columns;
  std::vector<std::string> outputs;       ///< names; the last one may be "undecided"
  std::vector<std::string> output_types;  ///< beside them
  std::vector<DmnRow> rows;
  std::vector<std::string> otherwise;  ///< an entry an output, where a default is to stand
  std::string answer;                  ///< what the rows come to, in FEEL
  std::set<int> facts;                 ///< that the table names
  std::set<int> facts_of_answer;       ///< that the answer names, beside the table
  std::set<std::string> functions;
};

/// Throws NotFeel.
[[nodiscard]] DmnTable dmn_table(const rules::Program& program, const rules::Decision& decision,
                                 const Feel& feel, const FeelNames& names);

}  // namespace karimen::harness::report
