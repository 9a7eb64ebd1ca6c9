// The `given` of a scenario: what it states, and the completion by rule (scenario reference, Completion).
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "harness/scenario/lexicon.hpp"

namespace karimen::harness {

/// What a `given` states, by fact, with the node that says it.
struct StatedFact {
  Value value;
  const yaml::Node* node;
};
using StatedFacts = std::map<std::string, StatedFact>;

/// The facts that a short form stands for ("form" → driver_registry.holding_form); empty if `name` is none.
[[nodiscard]] std::span<const char* const> short_form(std::string_view name);

/// "$noun.property" without the $, or "" if `node` is no reference.
[[nodiscard]] std::string reference(const yaml::Node& node);

/// Reads a scenario value: of `type`, known facilities only, digits of texts quoted. Throws DiagnosticError.
[[nodiscard]] Value read_scenario_value(const yaml::Node& node, const Type& type, const Lexicon& lexicon);

/// Flattens nested mappings to facts. `strict`: digits of texts must be quoted. Throws DiagnosticError with
/// every problem found. `given` may have the short forms and `holder`, which is left out.
[[nodiscard]] StatedFacts read_stated(const yaml::Node& mapping, const Lexicon& lexicon, bool strict);

/// Persona, vocabulary defaults and `given`, completed once by rule. Throws DiagnosticError.
[[nodiscard]] Facts complete_given(const yaml::Node& given, const Lexicon& lexicon);

}  // namespace karimen::harness
