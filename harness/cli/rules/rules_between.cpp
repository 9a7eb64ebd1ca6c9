#include "harness/cli/rules/rules_between.hpp"

#include <algorithm>

#include "harness/cli/rules/knob_use.hpp"

namespace karimen::harness::cli {
namespace {

using rules::Decision;
using rules::Rule;
using Kind = RuleDifference::Kind;

bool dated_on(const Rule& rule, std::int64_t second) {
  return rule.effective.from <= second && second <= rule.effective.until;
}

// An overriding row of another place leaves the row in force elsewhere.
bool in_force_on(const Decision& decision, const Rule& rule, std::int64_t second) {
  return dated_on(rule, second) && std::ranges::none_of(rule.overridden_by, [&](int other) {
           const auto& by = decision.rules[static_cast<std::size_t>(other)];
           return by.place.empty() && dated_on(by, second);
         });
}

BilingualText what_of(const Rulebook& rulebook, const std::string& name) {
  if (const auto* rule = rulebook.rule(name)) return rule->because;
  if (const auto* decision = rulebook.decision(name)) return decision->question;
  if (const auto* assumption = rulebook.assumption(name)) return assumption->question;
  if (const auto* procedure = rulebook.vocabulary().procedure(name)) return procedure->label;
  return {};
}

bool has(const Rulebook& rulebook, const std::string& name) {
  return rulebook.rule(name) != nullptr || rulebook.decision(name) != nullptr ||
         rulebook.assumption(name) != nullptr || rulebook.procedure(name) != nullptr;
}

}  // namespace

std::vector<RuleDifference> rules_between(const Rulebook& rulebook, Moment left, Moment right) {
  std::vector<RuleDifference> found;
  const auto before = left.time_since_epoch().count(), after = right.time_since_epoch().count();
  for (const auto& decision : rulebook.decisions()) {
    for (const auto& rule : decision.rules) {
      const bool then = in_force_on(decision, rule, before), now = in_force_on(decision, rule, after);
      if (then != now) found.push_back({then ? Kind::left_only : Kind::right_only, rule.id, rule.because});
    }
  }
  return found;
}

std::vector<RuleDifference> rules_reading(const Rulebook& rulebook, const std::vector<std::string>& knobs) {
  std::vector<RuleDifference> found;
  KnobReaders readers(rulebook, knobs, Reach::through_facts);
  for (const auto& decision : rulebook.decisions())
    for (const auto& rule : decision.rules)
      if (readers.reads(decision, rule)) found.push_back({Kind::changed, rule.id, rule.because});
  for (const auto& procedure : rulebook.procedures())
    if (readers.reads(procedure.effects) || readers.reads(procedure.on_refusal))
      found.push_back({Kind::changed, procedure.name, what_of(rulebook, procedure.name)});
  return found;
}

std::vector<RuleDifference> rules_between(const Rulebook& left, const Rulebook& right,
                                          const RulebookChanges& changes) {
  std::vector<RuleDifference> found;
  for (const auto* names : {&changes.rows, &changes.decisions, &changes.procedures, &changes.assumptions}) {
    for (const auto& name : *names) {
      const bool before = has(left, name), after = has(right, name);
      const auto kind = before == after ? Kind::changed : before ? Kind::left_only : Kind::right_only;
      found.push_back({kind, name, what_of(after ? right : left, name)});
    }
  }
  for (const auto& kind : changes.everywhere) found.push_back({Kind::changed, kind, {}});
  return found;
}

}  // namespace karimen::harness::cli
