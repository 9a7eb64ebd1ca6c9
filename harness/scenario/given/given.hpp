// The `given` of a scenario: what it states, and the completion by rule (scenario reference, Completion).
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "harness/fact/given_facts.hpp"
#include "harness/scenario/lexicon.hpp"
#include "harness/scenario/spot.hpp"

namespace karimen::harness {

/// What a `given` states, by fact, with the node that says it.
struct StatedFact {
  Value value;
  const yaml::Node* node;
};
using StatedFacts = std::map<std::string, StatedFact>;

/// The facts that a short form stands for ("form" → driver_registry.holding_form); empty if `name` is none.
[[nodiscard]] std::span<const char* const> short_form(std::string_view name);
[[nodiscard]] std::vector<std::string> short_form_names();

/// "$noun.property" without the $, or "" if `node` is no reference.
[[nodiscard]] std::string reference(const yaml::Node& node);

/// What is read: a fact or an input, by what the vocabulary says of it.
struct Wanted {
  std::string_view name;
  const Type& type;
  const Limits& limits;

  template <typename Spec>
  explicit Wanted(const Spec& spec) : name(spec.name), type(spec.type), limits(spec.limits) {}
  Wanted(std::string_view of, const Type& its_type, const Limits& its_limits)
      : name(of), type(its_type), limits(its_limits) {}
};

/// Reads a scenario value: of its type, within its limits, known facilities and photographs only, digits of
/// texts quoted. Throws DiagnosticError.
[[nodiscard]] Value read_scenario_value(const yaml::Node& node, const Wanted& wanted, const Lexicon& lexicon);

/// Throws DiagnosticError where `value`, written at `node`, is outside the limits or names what does not
/// exist.
void check_limits(const yaml::Node& node, const Value& value, const Wanted& wanted, const Lexicon& lexicon);

/// Flattens nested mappings to facts. `strict`: digits of texts must be quoted. Throws DiagnosticError with
/// every problem found. `given` may have the short forms and `holder`, which is left out.
[[nodiscard]] StatedFacts read_stated(const yaml::Node& mapping, const Lexicon& lexicon, bool strict);

/// A person's completed facts, and where the scenario says them.
struct Given {
  GivenFacts facts;
  Said said;
};

/// Persona, vocabulary defaults and `given`, completed once by rule. Throws DiagnosticError.
[[nodiscard]] Given complete_given(const yaml::Node& given, const Lexicon& lexicon);

}  // namespace karimen::harness
