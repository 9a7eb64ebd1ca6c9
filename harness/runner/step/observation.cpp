#include "harness/runner/step/observation.hpp"

#include <algorithm>
#include <utility>

namespace karimen::harness {
namespace {

Value word(const char* text) {
  return std::string(text);
}

void add_answer(const Prediction& prediction, Readings& readings) {
  const auto decided = [&](const char* name) { return !readings.undecided.contains(name); };
  if (prediction.outcome == PredictedOutcome::undecided)
    readings.undecided.try_emplace("outcome", "the rulebook does not decide it");
  else if (decided("outcome"))
    readings.predicted["outcome"] = word(to_string(prediction.outcome));
  if (decided("obstacles")) readings.predicted["obstacles"] = prediction.obstacles;
  if (decided("warnings")) readings.predicted["warnings"] = prediction.warnings;
}

}  // namespace

ObservedNames::ObservedNames(const Rulebook& rulebook) : derived(rulebook.derived_facts()) {
  for (const auto& spec : rulebook.vocabulary().facts()) {
    const bool on_chip = spec.observe == Channel::chip;
    if (on_chip) chip.push_back(spec.name);
    if (on_chip || spec.observe == Channel::paper || spec.observe == Channel::registry)
      all.push_back(spec.name);
  }
  for (auto* names : {&all, &chip}) std::ranges::sort(*names);
}

bool Observer::is_primary(const std::string& name) const {
  return context_.rulebook.vocabulary().fact(name) != nullptr && !names_.derived.contains(name);
}

Facts Observer::derived(const Scenario& scenario, const Step& step, Facts primaries) {
  if (!mirror_) mirror_.emplace(context_.rulebook, context_.calendar);
  auto people = scenario.people;
  people[step.who] = std::move(primaries);
  mirror_->reset(people, context_.assumed_by_oracle(scenario), step.at, step.place);
  return mirror_->state(step.who);
}

Readings Observation::readings(const Step& step, Prediction& prediction, const PerformResult& result,
                               const Accidents& accidents, bool accident) {
  Readings readings;
  readings.broken_by_rulebook = prediction.broken_invariants;
  auto shown = system_.observe(step.who, observer_.names().all);
  auto answered = result.outcomes;
  answered["outcome"] = word(to_string(result.outcome));
  if (result.obstacles) answered["obstacles"] = *result.obstacles;
  if (result.warnings) answered["warnings"] = *result.warnings;
  readings.observed = together(shown, std::move(answered));

  if (last_who_ != step.who) last_.clear();
  add_broken(step, last_, readings);
  last_ = std::move(shown);
  last_who_ = step.who;
  readings.predicted = std::move(prediction.facts);
  readings.undecided = std::move(prediction.undecided);
  if (!accident) add_answer(prediction, readings);
  add_known(step, readings);
  accidents.forget_expected(step, accident, readings);
  derive_expected(step, readings);
  return readings;
}

// Where the system shows what the rulebook has, it breaks what the rulebook breaks.
void Observation::add_broken(const Step& step, const Facts& before, Readings& readings) {
  if (oracle_.agrees(step.who, readings.observed)) return;
  readings.broken_by_system = oracle_.broken_by(step.who, readings.observed, before);
  for (const auto& known : readings.broken_by_rulebook)
    std::erase_if(readings.broken_by_system, [&](const auto& each) { return each.name == known.name; });
}

// All that the oracle knows are hundreds of facts, and most steps ask for none of them by name.
void Observation::add_known(const Step& step, Readings& readings) const {
  const bool asked = captures_ || !step.expect.empty() || !step.notes.empty();
  if (!asked && readings.broken_by_rulebook.empty() && readings.broken_by_system.empty()) return;
  readings.known = together(readings.predicted, oracle_.state(step.who));
  for (const auto& [name, reason] : readings.undecided) readings.known.erase(name);
}

// A derived fact is observed by deriving it, with the rulebook's formula, from the observed primary facts.
void Observation::derive_expected(const Step& step, Readings& readings) {
  std::vector<std::string> wanted;
  for (const auto* expected : {&step.expect, &step.notes})
    for (const auto& each : *expected)
      if (observer_.names().derived.contains(each.name) && !readings.observed.contains(each.name))
        wanted.push_back(each.name);
  if (wanted.empty()) return;
  Facts primaries;
  for (const auto* reading : {&readings.known, &readings.observed})
    for (const auto& [name, value] : *reading)
      if (observer_.is_primary(name)) primaries.insert_or_assign(name, value);
  const auto derived = observer_.derived(scenario_, step, std::move(primaries));
  for (const auto& name : wanted)
    if (const auto found = derived.find(name); found != derived.end()) readings.observed.insert(*found);
}

std::optional<std::string> Observation::disagreement_of_reader() {
  for (const auto& [name, value] : system_.observe_through_reader(last_who_, observer_.names().chip)) {
    const auto inspected = last_.find(name);
    if (inspected == last_.end() || inspected->second == value) continue;
    return "the inspector says " + name + " = " + to_string(inspected->second) + ", the reader says " +
           to_string(value);
  }
  return std::nullopt;
}

}  // namespace karimen::harness
