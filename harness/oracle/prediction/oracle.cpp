#include "harness/oracle/prediction/oracle.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "harness/oracle/prediction/invariants.hpp"
#include "harness/oracle/prediction/reading.hpp"
#include "harness/oracle/prediction/states.hpp"
#include "harness/oracle/prediction/table.hpp"

namespace karimen::harness {

using namespace rules;

const char* to_string(PredictedOutcome outcome) {
  constexpr std::array names{"done", "refused", "undecided"};
  return names[static_cast<std::size_t>(outcome)];
}

class Oracle::Impl {
 public:
  Impl(Rulebook rulebook, Calendar calendar)
      : rulebook_(std::move(rulebook)),
        program_(rulebook_.program()),
        calendar_(std::move(calendar)),
        symbols_(&program_.symbols),
        evaluator_(program_, symbols_, calendar_),
        tables_(program_, symbols_, evaluator_),
        states_(program_, symbols_),
        invariants_(program_, evaluator_) {}

  void reset(const People& people, const Facts& assumptions, Moment now, const std::string& place) {
    states_.reset(people, assumptions, now, place);
  }

  Prediction step(const StepRequest& request) {
    Prediction result;
    Reliance reliance;
    finish(advance(request, result, reliance), result, reliance);
    return result;
  }

  PredictedOutcome go_on(const StepRequest& request) {
    Prediction result;
    Reliance reliance;
    (void)advance(request, result, reliance);
    return result.outcome;
  }

  FactData& facts_of(const std::string& who) { return states_.of(who); }
  void forget() { evaluator_.forget(); }

  /// Facts of the person after the step.
  FactData& advance(const StepRequest& request, Prediction& result, Reliance& reliance) {
    auto& facts = states_.of(request.who);
    const auto* spec = program_.vocabulary.procedure(request.procedure);
    if (spec == nullptr) throw std::invalid_argument("unknown procedure '" + request.procedure + "'");
    before_ = {request.who, facts};
    states_.begin(facts, before_.second, request, *spec);
    evaluator_.look_at(facts);
    auto* traces = trace_ ? &result.rules : nullptr;
    const auto found = program_.procedure_index.find(request.procedure);
    if (found == program_.procedure_index.end()) {
      result.outcome = PredictedOutcome::undecided;
      result.undecided["outcome"] = "the rulebook has no procedure " + request.procedure;
    } else {
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
    return facts;
  }

  Prediction take_back(Moment now, const Facts& known) {
    auto& facts = states_.of(before_.first);
    facts = before_.second;
    const auto place = at(facts, program_.step.place);
    states_.start_afresh(facts, now);
    at(facts, program_.step.place) = place;
    for (const auto& [name, value] : known) states_.set(facts, name, value);
    evaluator_.look_at(facts);
    Prediction result;
    Reliance reliance;
    finish(facts, result, reliance);
    return result;
  }

  Answer decide(const std::string& name, const std::string& who, Moment now, const std::string& place,
                const Facts& context) {
    const auto* decision = rulebook_.decision(name);
    if (decision == nullptr) throw std::invalid_argument("unknown decision '" + name + "'");
    auto facts = states_.of(who);
    states_.set_clock(facts, now);
    at(facts, program_.step.place) = symbols_.datum(place);
    for (const auto& [fact, value] : context) states_.set(facts, fact, value);
    evaluator_.look_at(facts);
    Answer result;
    Reliance reliance;
    const auto answer = tables_.answer(*decision, reliance, &result.rules);
    for (std::size_t i = 0; i < decision->outputs.size(); ++i) {
      if (answer.is_open(i))
        result.undecided[decision->outputs[i]] = symbols_.text(answer.open[i].number);
      else if (answer.outputs[i].tag != Tag::undecided)
        result.outputs[decision->outputs[i]] = symbols_.value(answer.outputs[i]);
    }
    result.assumptions = ids(reliance);
    for (const auto& trace : result.rules)
      for (const auto& cell : trace.cells)
        if (cell.holds == Truth::undecided && trace.state == RuleState::undecided)
          add_facts_missing(program_, evaluator_, cell.cell->test, result.missing);
    return result;
  }

  Facts state(const std::string& who) {
    evaluator_.look_at(states_.of(who));
    Facts result;
    for (const int index : program_.stated) {
      Reliance ignored;
      const auto value = evaluator_.fact(index, ignored);
      if (value.tag != Tag::undecided)
        result.emplace_hint(result.end(), program_.facts[static_cast<std::size_t>(index)].name,
                            symbols_.value(value));
    }
    return result;
  }

  std::vector<BrokenInvariant> broken_invariants(const std::string& who) {
    const auto& facts = states_.of(who);
    evaluator_.look_at(facts);
    return broken_over(facts);
  }

  std::vector<BrokenInvariant> broken_by(const std::string& who, const Facts& observed, const Facts& before) {
    auto facts = states_.of(who);
    states_.show(facts, observed, before);
    evaluator_.look_at(facts);
    return broken_over(facts);
  }

  void trace_rules(bool on) { trace_ = on; }

 private:
  static Datum& at(FactData& facts, int index) { return facts[static_cast<std::size_t>(index)]; }

  /// The evaluator looks at `facts`.
  std::vector<BrokenInvariant> broken_over(const FactData& facts) {
    std::vector<BrokenInvariant> broken;
    const auto& is_broken = invariants_.broken_over(facts);
    for (std::size_t i = 0; i < is_broken.size(); ++i) {
      if (!is_broken[i]) continue;
      const auto& invariant = program_.invariants[i];
      auto& each = broken.emplace_back(
          BrokenInvariant{invariant.name, invariant.label, {}, invariant.holds_after_cut, {}});
      add_facts_read(program_, invariant.holds, each.facts);
      for (const auto& former : program_.former) {
        Reliance ignored;
        const auto value = evaluator_.fact(former.fact, ignored);
        if (reads(invariant.holds, former.fact) && value.tag != Tag::undecided)
          each.before.emplace(program_.facts[static_cast<std::size_t>(former.fact)].name,
                              symbols_.value(value));
      }
    }
    return broken;
  }

  /// (2) The union of the required decisions' obstacles refuses the step.
  void judge(const Procedure& procedure, FactData& facts, Prediction& result, Reliance& reliance,
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
    at(facts, program_.step.obstacles) = symbols_.datum(result.obstacles);
    at(facts, program_.step.warnings) = symbols_.datum(result.warnings);
    at(facts, program_.step.outcome) = symbols_.datum(std::string(to_string(result.outcome)));
    evaluator_.forget();
  }

  /// The answer; its traces know who asked and what fired rules came to.
  TableAnswer ask(const Decision& decision, const Procedure& procedure, Reliance& reliance,
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

  void take(const Decision& decision, const TableAnswer& answer, const char* output, WordSet& into,
            const char* name, Prediction& result) {
    const int i = decision.output(output);
    if (i < 0) return;
    const auto index = static_cast<std::size_t>(i);
    const auto words = std::get<WordSet>(symbols_.value(answer.outputs[index]));
    into.insert(words.begin(), words.end());
    if (answer.is_open(index)) result.undecided.emplace(name, symbols_.text(answer.open[index].number));
  }

  /// (3) Answers become facts, in the order written; a later decision sees what an earlier one stored.
  void decide_facts(const Procedure& procedure, FactData& facts, Prediction& result, Reliance& reliance,
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
      at(facts, entry.fact) = answer.is_open(output) ? answer.open[output] : answer.outputs[output];
      at(facts, program_.step.warnings) = symbols_.datum(result.warnings);
      evaluator_.forget();
    }
  }

  /// (4) Every `when` and every value reads the state before; all are set at once.
  void apply(const std::vector<Effect>& effects, FactData& facts, Reliance& reliance) {
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
    for (const auto& [fact, value] : changes) at(facts, fact) = value;
    evaluator_.forget();
  }

  Datum conditions(const std::vector<Cell>& cells, Reliance& reliance) {
    Datum result = boolean(true);
    for (const auto& cell : cells) {
      const auto holds = evaluator_.evaluate(cell.test, reliance);
      if (holds == boolean(false)) return holds;
      if (holds.tag == Tag::undecided) result = holds;
    }
    return result;
  }

  /// Whether a step that is done may be warned about.
  [[nodiscard]] bool decides_warnings(const Procedure& procedure) const {
    return std::ranges::any_of(procedure.decides, [&](const Decides& entry) {
      return program_.decisions[static_cast<std::size_t>(entry.decision)].output("warning") >= 0;
    });
  }

  /// Nobody can say whether the step happened: what it would have changed is open as well.
  void blur(const Procedure& procedure, FactData& facts, Datum reason) {
    for (const auto& entry : procedure.decides) at(facts, entry.fact) = reason;
    for (const auto* effects : {&procedure.effects, &procedure.on_refusal})
      for (const auto& effect : *effects)
        for (const auto& assignment : effect.set) at(facts, assignment.fact) = reason;
    evaluator_.forget();
  }

  void finish(FactData& facts, Prediction& result, Reliance& reliance) {
    evaluator_.look_at(facts);
    for (const int index : program_.observed) {
      const auto value = evaluator_.fact(index, reliance);
      const auto& name = program_.facts[static_cast<std::size_t>(index)].name;
      if (value.tag == Tag::undecided)
        result.undecided.emplace(name, symbols_.text(value.number));
      else
        result.facts.emplace_hint(result.facts.end(), name, symbols_.value(value));
    }
    result.broken_invariants = broken_over(facts);
    result.assumptions = ids(reliance);
  }

  std::set<std::string> ids(const Reliance& reliance) const {
    std::set<std::string> result;
    for (std::size_t i = 0; i < program_.assumptions.size(); ++i)
      if (reliance.test(i)) result.insert(program_.assumptions[i].id);
    return result;
  }

  Rulebook rulebook_;
  const Program& program_;
  Calendar calendar_;
  Symbols symbols_;
  Evaluator evaluator_;
  Tables tables_;
  States states_;
  Invariants invariants_;
  std::pair<std::string, FactData> before_;  ///< whom the last step concerned, as it was before
  bool trace_ = true;
};

Oracle::Oracle(Rulebook rulebook, Calendar calendar)
    : impl_(std::make_unique<Impl>(std::move(rulebook), std::move(calendar))) {}
Oracle::~Oracle() = default;
Oracle::Oracle(Oracle&&) noexcept = default;
Oracle& Oracle::operator=(Oracle&&) noexcept = default;

void Oracle::reset(const People& people, const Facts& assumptions, Moment now, const std::string& place) {
  impl_->reset(people, assumptions, now, place);
}
Prediction Oracle::step(const StepRequest& request) {
  return impl_->step(request);
}
PredictedOutcome Oracle::go_on(const StepRequest& request) {
  return impl_->go_on(request);
}
std::vector<rules::Datum> Oracle::keep(const std::string& who) {
  return impl_->facts_of(who);
}
void Oracle::go_back_to(const std::string& who, const std::vector<rules::Datum>& facts) {
  impl_->facts_of(who) = facts;
  impl_->forget();
}
Prediction Oracle::take_back(Moment now, const Facts& known) {
  return impl_->take_back(now, known);
}
Answer Oracle::decide(const std::string& decision, const std::string& who, Moment now,
                      const std::string& place, const Facts& context) {
  return impl_->decide(decision, who, now, place, context);
}
std::vector<BrokenInvariant> Oracle::broken_invariants(const std::string& who) {
  return impl_->broken_invariants(who);
}
std::vector<BrokenInvariant> Oracle::broken_by(const std::string& who, const Facts& observed,
                                               const Facts& before) {
  return impl_->broken_by(who, observed, before);
}
Facts Oracle::state(const std::string& who) {
  return impl_->state(who);
}
void Oracle::trace_rules(bool on) {
  impl_->trace_rules(on);
}

}  // namespace karimen::harness
