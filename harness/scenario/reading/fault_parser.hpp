// The `faults` of a scenario document: which strike in which step.
#pragma once

#include "harness/scenario/lexicon.hpp"
#include "harness/scenario/scenario.hpp"

namespace karimen::harness {

/// {STEP: [{fault: NAME, SETTING: VALUE...} | NAME...], tear: sweep} of `document`, into the scenario's
/// steps, which are read already, in their order. Throws DiagnosticError with every problem found.
void read_faults(const yaml::Node& document, const Lexicon& lexicon, Scenario& scenario);

}  // namespace karimen::harness
