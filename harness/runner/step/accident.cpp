#include "harness/runner/step/accident.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace karimen::harness {

bool Accidents::is_accident(const Step& step, const PerformResult& result) {
  const bool possible =
      result.outcome == Outcome::failed || (result.outcome == Outcome::refused && !step.faults.empty());
  return possible && std::ranges::any_of(step.expect, [&](auto& each) {
           return each.name == "outcome" && each.test.text == to_string(result.outcome);
         });
}

bool Accidents::on_chip(const std::string& name) const {
  const auto* spec = vocabulary_.fact(name);
  return spec != nullptr && spec->observe == Channel::chip;
}

Facts Accidents::known_chip_facts(const Step& step) const {
  Facts known;
  for (const auto& [name, test, spot] : step.expect)
    if (on_chip(name) && !test.negated && test.tests.size() == 1 &&
        test.tests[0].op == UnaryTest::Op::equal && test.tests[0].first)
      if (const auto* value = std::get_if<Value>(&*test.tests[0].first)) known.emplace(name, *value);
  return known;
}

void Accidents::suspend_invariants(Readings& readings, bool accident) {
  std::set<std::string> still;
  for (auto* broken : {&readings.broken_by_rulebook, &readings.broken_by_system})
    for (const auto& each : *broken)
      if (accident || suspended_.contains(each.name)) still.insert(each.name);
  suspended_ = std::move(still);
  for (auto* broken : {&readings.broken_by_rulebook, &readings.broken_by_system})
    std::erase_if(*broken, [&](const auto& each) { return suspended_.contains(each.name); });
}

void Accidents::leave_open(const Step& step, const PerformResult& result, bool accident,
                           Prediction& prediction) {
  if (accident) {
    const auto known = known_chip_facts(step);
    open_ = {.procedure = step.procedure, .who = step.who, .facts = {}};
    for (const auto& each : step.expect)
      if (on_chip(each.name) && !known.contains(each.name)) open_.facts.insert(each.name);
  } else if (step.procedure == open_.procedure && result.outcome == Outcome::done) {
    open_ = {};
  }
  if (step.who != open_.who) return;
  for (const auto& name : open_.facts) {
    prediction.facts.erase(name);
    prediction.undecided.erase(name);
  }
}

void Accidents::forget_expected(const Step& step, bool accident, Readings& readings) const {
  if (!accident && step.faults.empty()) return;
  for (const auto& [name, test, spot] : step.expect) {
    const auto* spec = vocabulary_.fact(name);
    if (spec != nullptr && spec->observe != Channel::chip && spec->observe != Channel::outcome) continue;
    readings.known.erase(name);
    readings.predicted.erase(name);
    readings.undecided.erase(name);
  }
  if (accident)
    for (const auto* name : {"outcome", "obstacles", "warnings"}) readings.known.erase(name);
}

void Accidents::miss_faults(const Step& step, Judgement& judgement) {
  judgement.differences.push_back({.failure = Failure::expectation,
                                   .name = "faults",
                                   .expected = joined(step.faults, ", ", &FaultOrder::text),
                                   .observed = "nothing struck",
                                   .spot = step.spot});
  judgement.verdict = Verdict::fail;
  if (judgement.failure == Failure::none) judgement.failure = Failure::expectation;
}

}  // namespace karimen::harness
