#include "harness/oracle/prediction/oracle.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "harness/oracle/prediction/flips.hpp"
#include "harness/oracle/prediction/invariants.hpp"
#include "harness/oracle/prediction/reading.hpp"
#include "harness/oracle/prediction/states.hpp"
#include "harness/oracle/prediction/steps.hpp"
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
        steps_(program_, symbols_, evaluator_, tables_),
        states_(program_, symbols_),
        invariants_(program_, evaluator_) {
    for (const auto& fact : program_.facts) names_.emplace_back(fact.name);
  }

  void reset(const People& people, const Facts& assumptions, Moment now, const std::string& place) {
    states_.reset(people, assumptions, now, place);
    evaluator_.look_at_nothing();
  }

  Prediction step(const StepRequest& request) {
    Prediction result;
    Reliance reliance;
    finish(advance(request, result, reliance), result, reliance);
    return result;
  }

  Prediction foresee(const StepRequest& request, bool with_decided) {
    Prediction result;
    Reliance reliance;
    const auto& facts = advance(request, result, reliance);
    if (!with_decided || result.outcome != PredictedOutcome::done) return result;
    const auto& procedure =
        program_.procedures[static_cast<std::size_t>(program_.procedure_index.at(request.procedure))];
    for (const auto& entry : procedure.decides) {
      const auto index = static_cast<std::size_t>(entry.fact);
      if (facts[index].tag != Tag::undecided)
        result.facts.emplace(names_[index], symbols_.value(facts[index]));
    }
    return result;
  }

  const FactData& facts_of(const std::string& who) { return states_.of(who); }
  void go_back_to(const std::string& who, const FactData& facts) {
    states_.of(who) = facts;
    evaluator_.forget();
  }

  /// Facts of the person after the step.
  FactData& advance(const StepRequest& request, Prediction& result, Reliance& reliance) {
    auto& facts = states_.of(request.who);
    before_.first = request.who;
    before_.second = facts;
    states_.begin(facts, before_.second, request, spec_of(request));
    evaluator_.look_at(facts);
    if (trace_) result.rules.reserve(most_traced_);
    steps_.perform(request.procedure, facts, result, reliance, trace_ ? &result.rules : nullptr);
    most_traced_ = std::max(most_traced_, result.rules.size());
    return facts;
  }

  Prediction suppose(const StepRequest& request, const Facts& otherwise) {
    auto facts = begun(request);
    const auto original = facts;
    for (const auto& [name, value] : otherwise) states_.set(facts, name, value);
    for (const auto& [former, of] : program_.former)
      if (at(facts, of) != original[static_cast<std::size_t>(of)] && at(facts, former).tag != Tag::undecided)
        at(facts, former) = at(facts, of);
    return performed(request, facts);
  }

  Flips flips(const StepRequest& request, const Aim& aim, std::span<const Facility> facilities,
              const FlipLimits& limits) {
    auto facts = begun(request);
    const auto found = program_.procedure_index.find(request.procedure);
    if (found == program_.procedure_index.end()) return {};
    const auto& procedure = program_.procedures[static_cast<std::size_t>(found->second)];
    const bool judged_only = aim.facts.empty() && !aim.warnings;
    evaluator_.look_at(facts);
    Candidates candidates(program_, symbols_, evaluator_, facts, &spec_of(request));
    for (const int index : procedure.requires_)
      candidates.read(program_.decisions[static_cast<std::size_t>(index)]);
    if (!judged_only) {
      for (const auto& entry : procedure.decides)
        candidates.read(program_.decisions[static_cast<std::size_t>(entry.decision)]);
      for (const auto& effect : procedure.effects) candidates.read(effect);
      for (const auto& effect : procedure.on_refusal) candidates.read(effect);
    }
    const auto met = [&] {
      auto changed = facts;
      evaluator_.look_at(changed);
      Prediction result;
      Reliance ignored;
      if (judged_only)
        steps_.judge(procedure, changed, result, ignored, nullptr);
      else
        steps_.perform(request.procedure, changed, result, ignored, nullptr);
      return meets(aim, result, changed);
    };
    return FlipSearch(program_, symbols_, evaluator_, facts)
        .run(candidates.variables(facilities), met, limits);
  }

  Flips flips(const std::string& name, const std::string& who, Moment now, const std::string& place,
              const Facts& context, std::span<const Facility> facilities, const FlipLimits& limits) {
    auto facts = asked(who, now, place, context);
    const auto& decision = decision_called(name);
    evaluator_.look_at(facts);
    Candidates candidates(program_, symbols_, evaluator_, facts, nullptr);
    candidates.read(decision);
    const auto answered = [&] {
      Reliance ignored;
      return tables_.answer(decision, ignored, nullptr);
    };
    const auto before = answered();
    const auto differs = [&] {
      const auto after = answered();
      return std::ranges::none_of(after.open, [](Datum open) { return open.tag == Tag::undecided; }) &&
             (after.outputs != before.outputs || after.open != before.open);
    };
    return FlipSearch(program_, symbols_, evaluator_, facts)
        .run(candidates.variables(facilities), differs, limits);
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
    const auto& decision = decision_called(name);
    const auto facts = asked(who, now, place, context);
    evaluator_.look_at(facts);
    Answer result;
    Reliance reliance;
    const auto answer = tables_.answer(decision, reliance, &result.rules);
    for (std::size_t i = 0; i < decision.outputs.size(); ++i) {
      if (answer.is_open(i))
        result.undecided[decision.outputs[i]] = symbols_.text(answer.open[i].number);
      else if (answer.outputs[i].tag != Tag::undecided)
        result.outputs[decision.outputs[i]] = symbols_.value(answer.outputs[i]);
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
    FactsInOrder result(program_.stated.size());
    for (const int index : program_.stated) {
      Reliance ignored;
      const auto value = evaluator_.fact(index, ignored);
      if (value.tag != Tag::undecided)
        result.add(names_[static_cast<std::size_t>(index)], symbols_.value(value));
    }
    return result.take();
  }

  bool agrees(const std::string& who, const Facts& observed) {
    evaluator_.look_again_at(states_.of(who));
    std::size_t place = 0;
    return std::ranges::all_of(observed, [&](const auto& each) {
      const int index = index_of(each.first, place++);
      Reliance ignored;
      return index < 0 || symbols_.stands_for(evaluator_.fact(index, ignored), each.second);
    });
  }

  std::vector<BrokenInvariant> broken_invariants(const std::string& who) {
    const auto& facts = states_.of(who);
    evaluator_.look_at(facts);
    return invariants_.broken(facts, symbols_);
  }

  std::vector<BrokenInvariant> broken_by(const std::string& who, const Facts& observed, const Facts& before) {
    auto facts = states_.of(who);
    states_.show(facts, observed, before);
    evaluator_.look_at(facts);
    return invariants_.broken(facts, symbols_);
  }

  void law_of(std::optional<Moment> moment) {
    tables_.select_as_on(moment ? std::optional(symbols_.datum(*moment).number) : std::nullopt);
  }

  void trace_rules(bool on) { trace_ = on; }

 private:
  static Datum& at(FactData& facts, int index) { return facts[static_cast<std::size_t>(index)]; }

  [[nodiscard]] const ProcedureSpec& spec_of(const StepRequest& request) const {
    const auto* spec = program_.vocabulary.procedure(request.procedure);
    if (spec == nullptr) throw std::invalid_argument("unknown procedure '" + request.procedure + "'");
    return *spec;
  }

  /// Of a fact that is the `place`th of those gone through, -1 if it is none of the rulebook's. After every
  /// step they are the same ones, and looked up once.
  int index_of(FactName name, std::size_t place) {
    if (place == gone_through_.size()) gone_through_.emplace_back(name, program_.fact(name));
    auto& known = gone_through_[place];
    if (known.first != name) known = {name, program_.fact(name)};
    return known.second;
  }

  [[nodiscard]] const Decision& decision_called(const std::string& name) const {
    const auto* decision = rulebook_.decision(name);
    if (decision == nullptr) throw std::invalid_argument("unknown decision '" + name + "'");
    return *decision;
  }

  /// A copy in which the step has begun.
  FactData begun(const StepRequest& request) {
    const auto& before = states_.of(request.who);
    auto facts = before;
    states_.begin(facts, before, request, spec_of(request));
    return facts;
  }

  /// A copy in which a decision can be asked.
  FactData asked(const std::string& who, Moment now, const std::string& place, const Facts& context) {
    auto facts = states_.of(who);
    states_.set_clock(facts, now);
    at(facts, program_.step.place) = symbols_.datum(place);
    for (const auto& [fact, value] : context) states_.set(facts, fact, value);
    return facts;
  }

  Prediction performed(const StepRequest& request, FactData& facts) {
    evaluator_.look_at(facts);
    Prediction result;
    Reliance reliance;
    steps_.perform(request.procedure, facts, result, reliance, trace_ ? &result.rules : nullptr);
    finish(facts, result, reliance);
    return result;
  }

  bool meets(const Aim& aim, const Prediction& result, const FactData& facts) {
    if (aim.outcome && result.outcome != *aim.outcome) return false;
    if (aim.obstacles && result.obstacles != *aim.obstacles) return false;
    if (aim.warnings && result.warnings != *aim.warnings) return false;
    evaluator_.look_at(facts);
    return std::ranges::all_of(aim.facts, [&](const auto& each) {
      Reliance ignored;
      return symbols_.stands_for(evaluator_.fact(program_.fact(each.first), ignored), each.second);
    });
  }

  void finish(FactData& facts, Prediction& result, Reliance& reliance) {
    evaluator_.look_at(facts);
    FactsInOrder predicted(program_.observed.size());
    for (const int index : program_.observed) {
      const auto value = evaluator_.fact(index, reliance);
      const auto name = names_[static_cast<std::size_t>(index)];
      if (value.tag == Tag::undecided)
        result.undecided.emplace(name, symbols_.text(value.number));
      else
        predicted.add(name, symbols_.value(value));
    }
    result.facts = predicted.take();
    result.broken_invariants = invariants_.broken(facts, symbols_);
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
  std::vector<FactName> names_;  ///< of the program's facts
  std::vector<std::pair<FactName, int>> gone_through_;
  Calendar calendar_;
  Symbols symbols_;
  Evaluator evaluator_;
  Tables tables_;
  Steps steps_;
  States states_;
  Invariants invariants_;
  std::pair<std::string, FactData> before_;  ///< whom the last step concerned, as it was before
  bool trace_ = true;
  std::size_t most_traced_ = 0;  ///< rules in a step
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
  return impl_->foresee(request, false).outcome;
}
Prediction Oracle::foresee(const StepRequest& request) {
  return impl_->foresee(request, true);
}
std::vector<rules::Datum> Oracle::keep(const std::string& who) {
  return impl_->facts_of(who);
}
void Oracle::go_back_to(const std::string& who, const std::vector<rules::Datum>& facts) {
  impl_->go_back_to(who, facts);
}
Prediction Oracle::take_back(Moment now, const Facts& known) {
  return impl_->take_back(now, known);
}
Answer Oracle::decide(const std::string& decision, const std::string& who, Moment now,
                      const std::string& place, const Facts& context) {
  return impl_->decide(decision, who, now, place, context);
}
Prediction Oracle::suppose(const StepRequest& request, const Facts& otherwise) {
  return impl_->suppose(request, otherwise);
}
Flips Oracle::flips(const StepRequest& request, const Aim& aim, std::span<const Facility> facilities,
                    const FlipLimits& limits) {
  return impl_->flips(request, aim, facilities, limits);
}
Flips Oracle::flips(const std::string& decision, const std::string& who, Moment at, const std::string& place,
                    const Facts& context, std::span<const Facility> facilities, const FlipLimits& limits) {
  return impl_->flips(decision, who, at, place, context, facilities, limits);
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
bool Oracle::agrees(const std::string& who, const Facts& observed) {
  return impl_->agrees(who, observed);
}
void Oracle::law_of(std::optional<Moment> moment) {
  impl_->law_of(moment);
}
void Oracle::trace_rules(bool on) {
  impl_->trace_rules(on);
}

}  // namespace karimen::harness
