// Static analysis of a rulebook that loads: gaps, overlaps, rows that never apply, loose ends
// (architecture.md 6, "Checking").
#pragma once

#include <vector>

#include "base/diagnostic.hpp"
#include "harness/oracle/rulebook/rulebook.hpp"

namespace karimen::harness {

/// In the order of the rulebook: errors (gaps, overlaps, rows without source) and warnings. Gaps and overlaps
/// of `unique` and `first` tables come with a concrete case. Every fact of a table is varied on its own,
/// derived ones too, so that a case may be one that cannot happen; cells that compare two facts count as
/// free. Tables with too many cases are named, not searched.
[[nodiscard]] std::vector<Diagnostic> check(const Rulebook& rulebook);

/// The errors alone: nothing runs on a rulebook that has any.
[[nodiscard]] std::vector<Diagnostic> faults(const Rulebook& rulebook);

}  // namespace karimen::harness
