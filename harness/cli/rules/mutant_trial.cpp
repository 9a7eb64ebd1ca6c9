#include "harness/cli/rules/mutant_trial.hpp"

#include <algorithm>
#include <functional>

#include "base/parallel.hpp"
#include "harness/cli/explain/flip_words.hpp"
#include "harness/oracle/proof/invariant_proof.hpp"
#include "harness/oracle/rulebook/check.hpp"
#include "harness/oracle/rulebook/program.hpp"

namespace karimen::harness::cli {
namespace {

constexpr std::size_t portion_of_trial = 64;  // an oracle is made for each

std::size_t number_of(const Prediction& prediction) {
  std::string text = to_string(prediction.outcome);
  text += to_string(Value(prediction.obstacles)) + to_string(Value(prediction.warnings));
  for (const auto& [name, value] : prediction.facts) text += name + '=' + to_string(value) + ';';
  for (const auto& [name, reason] : prediction.undecided) text += name + "?;";
  for (const auto& broken : prediction.broken_invariants) text += broken.name + "!;";
  return std::hash<std::string>{}(text);
}

std::vector<std::size_t> numbers_of(const std::vector<Prediction>& predictions) {
  std::vector<std::size_t> numbers;
  for (const auto& each : predictions) numbers.push_back(number_of(each));
  return numbers;
}

// A complaint that says nothing of what the row does: it is inferred from one that is not there.
bool is_of_inference(const std::string& what) {
  return what.find("inferred from") != std::string::npos;
}

// The knobs that a place of the rulebook reads, itself or by a formula.
class KnobsRead {
 public:
  explicit KnobsRead(const rules::Program& program) : program_(program) {}

  void read(const rules::Expression& expression) {
    rules::for_each_fact(expression, [&](int fact) { read(fact); });
  }
  void read(int fact) {
    if (!seen_.insert(fact).second) return;
    const auto& own = program_.facts[static_cast<std::size_t>(fact)];
    if (own.assumption >= 0) knobs.insert(own.assumption);
    read(own.derive);
  }
  void read(const rules::Decision& decision) {
    for (const auto& rule : decision.rules) {
      for (const auto& cell : rule.when) read(cell.test);
      for (const auto& output : rule.then) read(output.value);
    }
  }
  void read(const rules::Procedure& procedure) {
    for (const auto* effects : {&procedure.effects, &procedure.on_refusal})
      for (const auto& effect : *effects) {
        for (const auto& cell : effect.when) read(cell.test);
        for (const auto& each : effect.set) read(each.value);
      }
  }
  std::set<int> knobs;

 private:
  const rules::Program& program_;
  std::set<int> seen_;
};

std::set<int> knobs_read(const Rulebook& rulebook, const RuleMutant& mutant) {
  KnobsRead knobs(rulebook.program());
  if (const auto* decision = rulebook.decision(mutant.name)) knobs.read(*decision);
  if (const auto* procedure = rulebook.procedure(mutant.name)) knobs.read(*procedure);
  if (const int fact = rulebook.program().fact(mutant.name); fact >= 0) knobs.read(fact);
  return knobs.knobs;
}

}  // namespace

MutantTrial::MutantTrial(const std::vector<yaml::Node>& documents, const RunContext& context,
                         const std::vector<Scenario>& scenarios)
    : documents_(documents), context_(context), scenarios_(scenarios), shown_(scenarios.size()) {
  side_by_side((scenarios.size() + portion_of_trial - 1) / portion_of_trial, [&](std::size_t part) {
    Foreteller foreteller(context_);
    const auto end = std::min(scenarios_.size(), (part + 1) * portion_of_trial);
    for (auto i = part * portion_of_trial; i < end; ++i) {
      const auto predictions = foreteller.foretell(scenarios_[i]);
      auto& shown = shown_[i];
      shown.steps = numbers_of(predictions);
      for (const auto& step : scenarios_[i].steps) shown.procedures.insert(step.procedure);
      for (const auto& prediction : predictions)
        for (const auto& trace : prediction.rules) {
          shown.decisions.insert(trace.decision->name);
          if (trace.state == RuleState::fired) shown.fired.insert(trace.rule->id);
        }
    }
  });
  for (const auto& each : check(context.rulebook)) warnings_.insert(each.what);
}

Rulebook MutantTrial::mutated(const RuleMutant& mutant) const {
  auto documents = documents_;
  documents[mutant.document] = mutant.instead;
  return Rulebook::from(documents);
}

// Those first in which the row applies.
std::vector<std::size_t> MutantTrial::candidates(const RuleMutant& mutant) const {
  std::vector<std::size_t> first, others;
  for (std::size_t i = 0; i < shown_.size(); ++i) {
    const auto& shown = shown_[i];
    if (mutant.home == RuleMutant::Home::decision && !shown.decisions.contains(mutant.name)) continue;
    if (mutant.home == RuleMutant::Home::procedure && !shown.procedures.contains(mutant.name)) continue;
    (shown.fired.contains(mutant.rule) ? first : others).push_back(i);
  }
  first.insert(first.end(), others.begin(), others.end());
  return first;
}

MutantVerdict MutantTrial::judge(const RuleMutant& mutant) const {
  using By = MutantVerdict::By;
  try {
    auto other = context_;
    other.rulebook = mutated(mutant);
    const auto where = candidates(mutant);
    Foreteller foreteller(other);
    foreteller.trace_rules(false);
    for (const auto i : where)
      if (numbers_of(foreteller.foretell(scenarios_[i])) != shown_[i].steps)
        return {By::catalogue, scenarios_[i].identity()};
    for (const auto& each : check(other.rulebook))
      if (!warnings_.contains(each.what) && !is_of_inference(each.what)) return {By::proof, each.what};
    if (const auto how = knob_that_tells(mutant, other, where)) return {By::knob, *how};
    return {};
  } catch (const DiagnosticError& error) {
    return {By::proof, error.diagnostics().front().what};
  }
}

std::optional<std::string> MutantTrial::knob_that_tells(const RuleMutant& mutant, const RunContext& other,
                                                        const std::vector<std::size_t>& candidates) const {
  for (const int index : knobs_read(context_.rulebook, mutant)) {
    const auto& knob = context_.rulebook.assumptions()[static_cast<std::size_t>(index)];
    for (const auto& word : knob.type.words) {
      if (Value(word) == knob.initial) continue;
      auto before = context_, after = other;
      before.oracle_assumptions = after.oracle_assumptions = Facts{{knob.id, Value(word)}};
      Foreteller left(before), right(after);
      left.trace_rules(false);
      right.trace_rules(false);
      for (const auto i : candidates)
        if (numbers_of(left.foretell(scenarios_[i])) != numbers_of(right.foretell(scenarios_[i])))
          return scenarios_[i].identity() + ", " + knob.id + '=' + word;
    }
  }
  return std::nullopt;
}

std::optional<MutantVerdict> MutantTrial::prove(const RuleMutant& mutant) const {
  const auto facilities = facilities_for_oracle(context_.facilities);
  const auto lost =
      no_longer_kept(context_.rulebook, mutated(mutant), context_.calendar, {facilities, {}}, {});
  if (!lost) return std::nullopt;
  return MutantVerdict{MutantVerdict::By::proof, *lost};
}

}  // namespace karimen::harness::cli
