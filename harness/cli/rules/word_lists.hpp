// A fact on a page: its type, who observes it, what changes it.
#pragma once

#include <ostream>

#include "harness/oracle/rulebook/rulebook.hpp"

namespace karimen::harness::cli {

/// With the place where it is declared.
void show_fact(const Rulebook& rulebook, const FactSpec& fact, Language language, std::ostream& out);

}  // namespace karimen::harness::cli
