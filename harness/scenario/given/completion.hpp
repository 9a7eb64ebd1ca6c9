// The completion of a `given`, once, by rule: defaults, persona, given; birthdays; the licence record.
#pragma once

#include "harness/scenario/given/given.hpp"

namespace karimen::harness {

/// The vocabulary's defaults, and over them what the persona states.
[[nodiscard]] PersonaFacts persona_facts(const StatedFacts& persona, const Lexicon& lexicon);

/// `holder` is blamed for facts that nobody states. Throws DiagnosticError.
[[nodiscard]] GivenFacts complete(const PersonaFacts& persona, const StatedFacts& given,
                                  const Lexicon& lexicon, const yaml::Node& holder);

}  // namespace karimen::harness
