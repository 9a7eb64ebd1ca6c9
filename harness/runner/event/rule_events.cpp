#include "harness/runner/event/rule_events.hpp"

#include "harness/oracle/prediction/explanation.hpp"

namespace karimen::harness {

std::vector<RuleEvent> rule_events(std::span<const RuleTrace> rules, const Rulebook& rulebook, bool in_full) {
  std::vector<RuleEvent> events;
  for (const auto& trace : rules) {
    const bool fired = trace.state == RuleState::fired;
    if (!fired && !in_full) continue;
    events.push_back(
        {.id = trace.rule->id,
         .decision = trace.decision->name,
         .fired = fired,
         .because = trace.rule->because,
         .consequence = consequence(*trace.decision, *trace.rule),
         .explanation = in_full ? BilingualText{explain(trace, Language::en),
                                                explain(trace, Language::ja, &rulebook.vocabulary())}
                                : BilingualText{},
         .says = in_full ? sayings(trace, rulebook) : std::vector<std::pair<std::string, std::string>>{}});
  }
  return events;
}

}  // namespace karimen::harness
