#include "harness/runner/rule_events.hpp"

#include "harness/oracle/prediction/explanation.hpp"

namespace karimen::harness {

std::vector<RuleEvent> rule_events(std::span<const RuleTrace> rules, bool in_full) {
  std::vector<RuleEvent> events;
  for (const auto& trace : rules) {
    const bool fired = trace.state == RuleState::fired;
    if (!fired && !in_full) continue;
    const auto& because = trace.rule->because;
    events.push_back({.id = trace.rule->id,
                      .decision = trace.decision->name,
                      .fired = fired,
                      .because = because.en.empty() ? because.ja : because.en,
                      .consequence = consequence(*trace.decision, *trace.rule),
                      .explanation = in_full ? explain(trace) : ""});
  }
  return events;
}

}  // namespace karimen::harness
