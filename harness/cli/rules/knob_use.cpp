#include "harness/cli/rules/knob_use.hpp"

#include <algorithm>

namespace karimen::harness::cli {
namespace {

void add(std::vector<std::string>& names, const std::string& name) {
  if (std::ranges::count(names, name) == 0) names.push_back(name);
}

void add_readers(KnobReading& reading, const rules::Program& program, KnobReaders readers) {
  for (const auto& decision : program.decisions) {
    for (const auto& rule : decision.rules)
      if (readers.reads(decision, rule)) add(reading.rules, rule.id);
    if (decision.otherwise && readers.reads(decision, *decision.otherwise))
      add(reading.rules, decision.otherwise->id);
  }
  for (const auto& procedure : program.procedures)
    if (readers.reads(procedure.effects) || readers.reads(procedure.on_refusal))
      add(reading.procedures, procedure.name);
  for (const auto& invariant : program.invariants)
    if (readers.reads(invariant.holds)) add(reading.invariants, invariant.name);
  for (const auto& fact : program.facts)
    if (readers.reads(fact.derive)) add(reading.facts, fact.name);
}

void add_inferred(KnobReading& reading, const rules::Program& program, const std::string& knob) {
  std::set<std::string> derived, invariants;
  for (const auto& fact : program.facts)
    if (!fact.derive.empty()) derived.insert(fact.name);
  for (const auto& invariant : program.invariants) invariants.insert(invariant.name);
  rules::for_each_source(program, [&](const std::string& name, const rules::Source& source) {
    if (std::ranges::count(source.inferred_from, knob) == 0) return;
    add(derived.contains(name)      ? reading.facts
        : invariants.contains(name) ? reading.invariants
                                    : reading.rules,
        name);
  });
}

}  // namespace

KnobReaders::KnobReaders(const Rulebook& rulebook, const std::vector<std::string>& knobs, Reach reach)
    : program_(rulebook.program()), reach_(reach) {
  for (const auto& knob : knobs) facts_.insert(program_.fact("assume." + knob));
}

bool KnobReaders::reads(const rules::Expression& expression) {
  bool found = false;
  rules::for_each_fact(expression, [&](int fact) { found = found || follows(fact); });
  return found;
}

bool KnobReaders::reads(const rules::Decision& decision, const rules::Rule& rule) {
  const bool dated = rule.effective != rules::Effective{} && decision.as_of >= 0;
  return (dated && follows(decision.as_of)) ||
         std::ranges::any_of(rule.when, [&](const auto& cell) { return reads(cell.test); }) ||
         std::ranges::any_of(rule.then, [&](const auto& output) { return reads(output.value); });
}

bool KnobReaders::reads(const std::vector<rules::Effect>& effects) {
  return std::ranges::any_of(effects, [&](const auto& effect) {
    return std::ranges::any_of(effect.when, [&](const auto& cell) { return reads(cell.test); }) ||
           std::ranges::any_of(effect.set, [&](const auto& each) { return reads(each.value); });
  });
}

bool KnobReaders::follows(int fact) {
  if (facts_.contains(fact)) return true;
  if (reach_ == Reach::at_once || !asked_.insert(fact).second) return false;
  const auto former = std::ranges::find(program_.former, fact, &rules::Program::Former::fact);
  const bool does = former != program_.former.end()
                        ? follows(former->of)
                        : reads(program_.facts[static_cast<std::size_t>(fact)].derive);
  if (does) facts_.insert(fact);
  return does;
}

KnobReading reading_of(const Rulebook& rulebook, const std::string& knob) {
  const auto& program = rulebook.program();
  KnobReading reading;
  add_readers(reading, program, KnobReaders(rulebook, {knob}, Reach::at_once));
  add_inferred(reading, program, knob);
  add_readers(reading, program, KnobReaders(rulebook, {knob}, Reach::through_facts));
  return reading;
}

}  // namespace karimen::harness::cli
