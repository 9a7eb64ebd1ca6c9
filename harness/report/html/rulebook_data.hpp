// The rulebook as a page shows it: words with their labels, decisions with their rows, documents, invariants,
// knobs.
#pragma once

#include "harness/oracle/rulebook/rulebook.hpp"
#include "harness/report/html/string_table.hpp"

namespace karimen::harness::report::html {

[[nodiscard]] Json rulebook_data(const Rulebook& rulebook);

}  // namespace karimen::harness::report::html
