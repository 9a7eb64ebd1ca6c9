#include "harness/oracle/prediction/steps.hpp"

#include <algorithm>
#include <map>

namespace karimen::harness::rules {
namespace {

Datum& slot(FactData& facts, int index) {
  return facts[static_cast<std::size_t>(index)];
}

}  // namespace

void Steps::perform(const std::string& name, FactData& facts, Prediction& result, Reliance& reliance,
                    std::vector<RuleTrace>* traces) {
  const auto found = program_.procedure_index.find(name);
  if (found == program_.procedure_index.end()) {
    result.outcome = PredictedOutcome::undecided;
    result.undecided["outcome"] = "the rulebook has no procedure " + name;
    return;
  }
  const auto& procedure = program_.procedures[static_cast<std::size_t>(found->second)];
  judge(procedure, facts, result, reliance, traces);
  if (result.outcome == PredictedOutcome::done) {
    decide_facts(procedure, facts, result, reliance, traces);
    apply(procedure.effects, facts, reliance);
  } else if (result.outcome == PredictedOutcome::refused) {
    apply(procedure.on_refusal, facts, reliance);
  } else {
    blur(procedure, facts, symbols_.undecided(result.undecided["outcome"]));
    if (decides_warnings(procedure)) result.undecided.emplace("warnings", result.undecided["outcome"]);
  }
}

// (2) The union of the required decisions' obstacles refuses the step.
void Steps::judge(const Procedure& procedure, FactData& facts, Prediction& result, Reliance& reliance,
                  std::vector<RuleTrace>* traces) {
  for (const int index : procedure.requires_) {
    const auto& decision = program_.decisions[static_cast<std::size_t>(index)];
    const auto answer = ask(decision, procedure, reliance, traces);
    take(decision, answer, "obstacle", result.obstacles, "obstacles", result);
    take(decision, answer, "warning", result.warnings, "warnings", result);
  }
  if (!result.obstacles.empty()) {
    result.outcome = PredictedOutcome::refused;
  } else if (const auto open = result.undecided.find("obstacles"); open != result.undecided.end()) {
    result.outcome = PredictedOutcome::undecided;
    result.undecided["outcome"] = open->second;
  }
  slot(facts, program_.step.obstacles) = symbols_.datum(result.obstacles);
  slot(facts, program_.step.warnings) = symbols_.datum(result.warnings);
  slot(facts, program_.step.outcome) = symbols_.datum(std::string(to_string(result.outcome)));
  evaluator_.forget();
}

// The answer; its traces know who asked and what fired rules came to.
TableAnswer Steps::ask(const Decision& decision, const Procedure& procedure, Reliance& reliance,
                       std::vector<RuleTrace>* traces) {
  const auto before = traces == nullptr ? 0 : traces->size();
  auto answer = tables_.answer(decision, reliance, traces);
  for (auto i = before; traces != nullptr && i < traces->size(); ++i) {
    auto& trace = (*traces)[i];
    trace.procedure = &procedure;
    if (trace.state != RuleState::fired) continue;
    for (const auto& output : trace.rule->then) {
      Reliance ignored;
      const auto value = evaluator_.evaluate(output.value, ignored);
      trace.values.push_back(value.tag == Tag::undecided ? "" : to_string(symbols_.value(value)));
    }
  }
  return answer;
}

void Steps::take(const Decision& decision, const TableAnswer& answer, const char* output, WordSet& into,
                 const char* name, Prediction& result) {
  const int i = decision.output(output);
  if (i < 0) return;
  const auto index = static_cast<std::size_t>(i);
  for (const auto word : symbols_.members(answer.outputs[index].number)) into.insert(symbols_.text(word));
  if (answer.is_open(index)) result.undecided.emplace(name, symbols_.text(answer.open[index].number));
}

// (3) Answers become facts, in the order written; a later decision sees what an earlier one stored.
void Steps::decide_facts(const Procedure& procedure, FactData& facts, Prediction& result, Reliance& reliance,
                         std::vector<RuleTrace>* traces) {
  std::map<int, TableAnswer> answers;
  for (const auto& entry : procedure.decides) {
    const auto& decision = program_.decisions[static_cast<std::size_t>(entry.decision)];
    if (!answers.contains(entry.decision)) {
      answers[entry.decision] = ask(decision, procedure, reliance, traces);
      take(decision, answers[entry.decision], "warning", result.warnings, "warnings", result);
    }
    const auto& answer = answers[entry.decision];
    const auto output = static_cast<std::size_t>(entry.output);
    slot(facts, entry.fact) = answer.is_open(output) ? answer.open[output] : answer.outputs[output];
    slot(facts, program_.step.warnings) = symbols_.datum(result.warnings);
    evaluator_.forget();
  }
}

// (4) Every `when` and every value reads the state before; all are set at once.
void Steps::apply(const std::vector<Effect>& effects, FactData& facts, Reliance& reliance) {
  std::map<int, Datum> changes;
  for (const auto& effect : effects) {
    const auto holds = conditions(effect.when, reliance);
    if (holds == boolean(false)) continue;
    for (const auto& [fact, expression] : effect.set) {
      const auto value = holds.tag == Tag::undecided ? holds : evaluator_.evaluate(expression, reliance);
      const auto [twin, fresh] = changes.emplace(fact, value);
      if (!fresh && twin->second != value)
        twin->second =
            symbols_.undecided("two effects set " + program_.facts[static_cast<std::size_t>(fact)].name);
    }
  }
  for (const auto& [fact, value] : changes) slot(facts, fact) = value;
  evaluator_.forget();
}

Datum Steps::conditions(const std::vector<Cell>& cells, Reliance& reliance) {
  Datum result = boolean(true);
  for (const auto& cell : cells) {
    const auto holds = evaluator_.test(cell, reliance);
    if (holds == boolean(false)) return holds;
    if (holds.tag == Tag::undecided) result = holds;
  }
  return result;
}

// Whether a step that is done may be warned about.
bool Steps::decides_warnings(const Procedure& procedure) const {
  return std::ranges::any_of(procedure.decides, [&](const Decides& entry) {
    return program_.decisions[static_cast<std::size_t>(entry.decision)].output("warning") >= 0;
  });
}

// Nobody can say whether the step happened: what it would have changed is open as well.
void Steps::blur(const Procedure& procedure, FactData& facts, Datum reason) {
  for (const auto& entry : procedure.decides) slot(facts, entry.fact) = reason;
  for (const auto* effects : {&procedure.effects, &procedure.on_refusal})
    for (const auto& effect : *effects)
      for (const auto& assignment : effect.set) slot(facts, assignment.fact) = reason;
  evaluator_.forget();
}

}  // namespace karimen::harness::rules
