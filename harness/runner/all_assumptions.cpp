#include "harness/runner/all_assumptions.hpp"

#include <algorithm>
#include <map>

namespace karimen::harness {
namespace {

using Reliances = std::map<std::string, std::set<std::string>>;  // scenario → ids

Reliances reliances(std::span<const Scenario> scenarios, const RunContext& context,
                    const SystemFactory& factory, const RunOptions& options, const std::atomic<bool>& stop) {
  Reliances found;
  const auto note = [&](Event&& event) {
    if (const auto* step = std::get_if<StepEvent>(&event))
      found[step->scenario].insert(step->assumptions.begin(), step->assumptions.end());
  };
  run(scenarios, context, factory, options, note, stop);
  return found;
}

Value assumed(const Scenario& scenario, const RunContext& context, const rules::Assumption& assumption) {
  const auto facts = context.shared_by(scenario);
  const auto said = facts.find(assumption.id);
  return said == facts.end() ? assumption.initial : said->second;
}

// What an accident or a client leaves behind is said by its author alone.
bool has_accidents(const Scenario& scenario) {
  return scenario.has_clients() ||
         std::ranges::any_of(scenario.steps, [](const Step& step) { return !step.faults.empty(); });
}

}  // namespace

Scenario under_assumption(const Scenario& scenario, const std::string& id, const std::string& value) {
  auto other = scenario;
  other.assumptions.insert_or_assign(id, Value(value));
  other.case_name += (other.case_name.empty() ? "" : ", ") + id + '=' + value;
  for (auto& step : other.steps) {
    step.expect.clear();
    step.notes.clear();
    std::erase_if(step.captures, [](const Capture& each) { return each.into != Capture::Into::input; });
  }
  if (other.xfail) other.xfail->strict = false;
  return other;
}

bool may_have_variant(const Scenario& scenario, const std::set<std::string>& names) {
  auto begin = scenario.identity();
  if (scenario.case_name.empty())
    begin += '[';
  else
    begin.replace(begin.size() - 1, 1, ", ");
  const auto first = names.lower_bound(begin);
  return first != names.end() && first->starts_with(begin);
}

std::vector<Scenario> variants_called(const Scenario& scenario, const Rulebook& rulebook,
                                      const std::set<std::string>& names) {
  std::vector<Scenario> all;
  if (!may_have_variant(scenario, names)) return all;
  for (const auto& assumption : rulebook.assumptions())
    for (const auto& value : assumption.type.words)
      if (auto variant = under_assumption(scenario, assumption.id, value); names.contains(variant.identity()))
        all.push_back(std::move(variant));
  return all;
}

std::vector<Scenario> under_all_assumptions(std::span<const Scenario> scenarios, const RunContext& context,
                                            const SystemFactory& factory, const RunOptions& options,
                                            const std::atomic<bool>& stop) {
  const auto rests_on = reliances(scenarios, context, factory, options, stop);
  std::vector<Scenario> all;
  for (const auto& scenario : scenarios) {
    all.push_back(scenario);
    const auto ids = rests_on.find(scenario.identity());
    if (ids == rests_on.end() || has_accidents(scenario)) continue;
    for (const auto& id : ids->second) {
      const auto* assumption = context.rulebook.assumption(id);
      for (const auto& value : assumption->type.words)
        if (Value(value) != assumed(scenario, context, *assumption))
          all.push_back(under_assumption(scenario, id, value));
    }
  }
  return all;
}

}  // namespace karimen::harness
