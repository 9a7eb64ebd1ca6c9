// JSON Schema (2020-12) of scenario files, made from the words that the readers know: for editors, which
// complete from it.
#pragma once

#include <string>

#include "base/bilingual.hpp"
#include "harness/scenario/lexicon.hpp"

namespace karimen::harness::cli {

/// One document, a fact a line, with a line feed at its end. What the schema refuses the readers
/// refuse; what depends on other places of a file (references, order, contradictions) is theirs alone.
[[nodiscard]] std::string scenario_schema(const Lexicon& lexicon, Language language);
/// Of the mapping under `faults` of a scenario or case: which faults, and what can be said of each.
[[nodiscard]] std::string fault_schema(const Lexicon& lexicon, Language language);

}  // namespace karimen::harness::cli
