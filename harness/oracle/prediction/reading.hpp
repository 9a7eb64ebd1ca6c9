// Which facts an expression reads.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "harness/oracle/formula/evaluator.hpp"
#include "harness/oracle/rulebook/program.hpp"

namespace karimen::harness::rules {

/// The vocabulary's facts in an expression, in its order; a derived one is followed by what it follows from.
void add_facts_read(const Program& program, const Expression& expression, std::vector<std::string>& names);

/// Whether it reads that very fact, not through another.
[[nodiscard]] bool reads(const Expression& expression, int fact);

/// What nobody has said of what an expression reads, through the facts that it derives from.
void add_facts_missing(const Program& program, Evaluator& evaluator, const Expression& expression,
                       std::set<std::string>& names);

}  // namespace karimen::harness::rules
