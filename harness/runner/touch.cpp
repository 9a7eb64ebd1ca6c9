#include "harness/runner/touch.hpp"

#include <algorithm>

namespace karimen::harness {

Touch::Touch(const RunContext& context, RulebookChanges changes)
    : context_(context), changes_(std::move(changes)), oracle_(context.rulebook, context.calendar) {}

bool Touch::is_in(const Prediction& prediction) const {
  return std::ranges::any_of(
             prediction.rules,
             [&](const RuleTrace& trace) {
               return changes_.decisions.contains(trace.decision->name) ||
                      (trace.state != RuleState::not_reached && changes_.rows.contains(trace.rule->id));
             }) ||
         std::ranges::any_of(prediction.assumptions,
                             [&](const std::string& id) { return changes_.assumptions.contains(id); });
}

bool Touch::by(const Scenario& scenario) {
  if (changes_.empty()) return false;
  if (!changes_.everywhere.empty()) return true;
  oracle_.reset(scenario.people, context_.assumed_by_oracle(scenario), scenario.start(), scenario.place);
  return std::ranges::any_of(scenario.steps, [&](const Step& step) {
    // What is captured is not known before it is run.
    return !step.captures.empty() || changes_.procedures.contains(step.procedure) ||
           is_in(oracle_.step(context_.request_of(step)));
  });
}

}  // namespace karimen::harness
