// The compiled rulebook: facts as indices, words as symbols, formulas as flat trees.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/number_of.hpp"
#include "harness/oracle/formula/symbols.hpp"
#include "harness/oracle/rulebook/rule.hpp"
#include "harness/oracle/rulebook/sources.hpp"

namespace karimen::harness::rules {

/// A fact as the evaluator knows it: of the vocabulary, an input, an assumption, or of the step itself.
struct Fact {
  std::string name;
  Type type;
  Datum initial;  ///< undecided where nothing says it
  bool per_step = false;
  int assumption = -1;  ///< index into Program::assumptions
  int vocabulary = -1;  ///< index into Vocabulary::facts()
  Expression derive;    ///< empty for a primary fact
};

/// Facts that the oracle itself sets before each step.
struct StepFacts {
  int now, today, place, procedure, obstacles, warnings, outcome;
  int facility_name, facility_kind, facility_prefecture;
};

/// A derivation or an invariant, and what it stands on.
struct Ground {
  std::string name;
  std::vector<Source> sources;
};

struct Program {
  Vocabulary vocabulary;
  Symbols symbols;
  std::vector<Fact> facts;
  NumberOf fact_index;
  StepFacts step{};
  std::vector<Decision> decisions;
  std::vector<Procedure> procedures;
  std::vector<Invariant> invariants;
  std::vector<Assumption> assumptions;
  std::map<std::string, int, std::less<>> decision_index;
  std::map<std::string, int, std::less<>> procedure_index;
  std::map<std::string, SourceDocument, std::less<>> sources;  ///< by short name
  std::vector<Ground> grounds;
  std::vector<int> stated;    ///< the vocabulary's facts, by name: the order in which Facts has them
  std::vector<int> observed;  ///< those of them with an observe channel, likewise
  /// "before.card.record" and the like, as invariants name them: what the fact was before the step.
  struct Former {
    int fact;  ///< undecided where there was no step
    int of;    ///< the fact itself
  };
  std::vector<Former> former;

  /// -1 if there is none of that name.
  [[nodiscard]] int fact(std::string_view name) const;
};

/// Every source of every rule, derivation and invariant: `visit(name or id, source)`.
template <typename Visit>
void for_each_source(const Program& program, Visit visit) {
  const auto rule = [&](const Rule& each) {
    for (const auto& source : each.sources) visit(each.id, source);
  };
  for (const auto& decision : program.decisions) {
    for (const auto& each : decision.rules) rule(each);
    if (decision.otherwise) rule(*decision.otherwise);
  }
  for (const auto& ground : program.grounds)
    for (const auto& source : ground.sources) visit(ground.name, source);
}

}  // namespace karimen::harness::rules
