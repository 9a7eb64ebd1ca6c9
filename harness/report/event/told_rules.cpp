#include "harness/report/event/told_rules.hpp"

namespace karimen::harness::report {

ToldRules::Telling ToldRules::told(const RuleEvent& rule) {
  if (const auto* known = find(rule.id)) return *known == rule ? Telling::named : Telling::whole;
  if (!rule.explanation.empty() || !rule.says.empty()) return Telling::whole;  // of a step that did not pass
  tell(rule);
  return Telling::first;
}

void ToldRules::tell(RuleEvent rule) {
  auto id = rule.id;
  rules_.insert_or_assign(std::move(id), std::move(rule));
}

const RuleEvent* ToldRules::find(const std::string& id) const {
  const auto found = rules_.find(id);
  return found == rules_.end() ? nullptr : &found->second;
}

}  // namespace karimen::harness::report
