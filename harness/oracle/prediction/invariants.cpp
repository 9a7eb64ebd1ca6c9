#include "harness/oracle/prediction/invariants.hpp"

#include "base/assert.hpp"

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
