// What the rulebook says of each procedure, as sets of words: for lists, and for who owns which fact.
#pragma once

#include <map>
#include <set>
#include <string>

#include "harness/oracle/rulebook/rulebook.hpp"

namespace karimen::harness::cli {

struct ProcedureEffects {
  std::set<std::string> changed;              ///< facts of the vocabulary
  std::set<std::string> obstacles, warnings;  ///< codes that it may be answered with
};

/// By procedure.
[[nodiscard]] std::map<std::string, ProcedureEffects> effects_of(const Rulebook& rulebook);

}  // namespace karimen::harness::cli
