// The rulebook as a page shows it: words with their labels, decisions with their rows, documents, invariants,
// knobs.
#pragma once

#include "harness/oracle/rulebook/rulebook.hpp"
#include "harness/report/html/string_table.hpp"
#include "harness/scenario/given/facilities.hpp"

namespace karimen::harness::report::html {

/// `facilities`: their names stand among the words.
[[nodiscard]] Json rulebook_data(const Rulebook& rulebook, const Facilities& facilities);

}  // namespace karimen::harness::report::html
