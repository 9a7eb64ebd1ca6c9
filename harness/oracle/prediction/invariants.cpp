#include "harness/oracle/prediction/invariants.hpp"

#include "base/assert.hpp"
#include "harness/oracle/prediction/reading.hpp"

namespace karimen::harness::rules {

Invariants::Invariants(const Program& program, Evaluator& evaluator)
    : program_(program),
      evaluator_(evaluator),
      readers_(program.facts.size()),
      broken_(program.invariants.size()) {
  for (std::size_t i = 0; i < program.invariants.size(); ++i) note_reader(i, program.invariants[i].holds);
}

// A derived fact changes with what it follows from, and has no value of its own to be compared.
void Invariants::note_reader(std::size_t invariant, const Expression& expression) {
  for_each_fact(expression, [&](int fact) {
    auto& readers = readers_[static_cast<std::size_t>(fact)];
    if (!readers.empty() && readers.back() == invariant) return;
    readers.push_back(invariant);
    note_reader(invariant, program_.facts[static_cast<std::size_t>(fact)].derive);
  });
}

std::vector<BrokenInvariant> Invariants::broken(const FactData& facts, const Symbols& symbols) {
  std::vector<BrokenInvariant> all;
  const auto& is_broken = broken_over(facts);
  for (std::size_t i = 0; i < is_broken.size(); ++i)
    if (is_broken[i]) all.push_back(told(program_.invariants[i], symbols));
  return all;
}

BrokenInvariant Invariants::told(const Invariant& invariant, const Symbols& symbols) {
  BrokenInvariant broken{invariant.name, invariant.label, {}, invariant.holds_after_cut, {}};
  add_facts_read(program_, invariant.holds, broken.facts);
  for (const auto& former : program_.former) {
    Reliance ignored;
    const auto value = evaluator_.fact(former.fact, ignored);
    if (reads(invariant.holds, former.fact) && value.tag != Tag::undecided)
      broken.before.emplace(program_.facts[static_cast<std::size_t>(former.fact)].name, symbols.value(value));
  }
  return broken;
}

const std::vector<bool>& Invariants::broken_over(const FactData& facts) {
  KARIMEN_ASSERT(facts.size() == readers_.size(), "invariants are asked over the facts of their rulebook");
  if (asked_over_.empty()) {
    for (std::size_t i = 0; i < broken_.size(); ++i) ask(i);
  } else {
    asked_.assign(broken_.size(), false);
    for (std::size_t fact = 0; fact < facts.size(); ++fact) {
      if (facts[fact] == asked_over_[fact]) continue;
      for (const auto invariant : readers_[fact]) {
        if (!asked_[invariant]) ask(invariant);
        asked_[invariant] = true;
      }
    }
  }
  asked_over_ = facts;
  return broken_;
}

void Invariants::ask(std::size_t invariant) {
  Reliance ignored;
  broken_[invariant] = evaluator_.evaluate(program_.invariants[invariant].holds, ignored) == boolean(false);
}

}  // namespace karimen::harness::rules
