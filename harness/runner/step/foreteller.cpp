#include "harness/runner/step/foreteller.hpp"

#include <algorithm>

#include "harness/runner/step/accident.hpp"
#include "harness/runner/step/captured.hpp"

namespace karimen::harness {
namespace {

// That a fault lets the procedure fail, or have it refused, is told by its author alone.
bool goes_wrong(const Step& step) {
  return std::ranges::any_of(step.expect, [&](const Expectation& each) {
    return each.name == "outcome" &&
           (each.test.text == "failed" || (each.test.text == "refused" && !step.faults.empty()));
  });
}

}  // namespace

std::vector<Prediction> Foreteller::foretell(const Scenario& scenario) {
  oracle_.reset(scenario.people, context_.assumed_by_oracle(scenario), scenario.start(), scenario.place);
  const Accidents accidents(context_.rulebook.vocabulary());
  Captured captured(scenario);
  std::vector<Prediction> predictions;
  for (const auto& written : scenario.steps) {
    const auto filled = captured.fill(written);
    if (!filled.missing.empty()) break;
    const auto& step = filled.step;
    auto prediction = oracle_.step(context_.request_of(step));
    if (goes_wrong(step)) {
      prediction = oracle_.take_back(step.at, accidents.known_chip_facts(step));
    } else if (step.client && !step.client->changes.empty()) {
      prediction = oracle_.take_back(step.at, step.client->changes);
    }
    captured.keep(step, prediction.facts, {});
    predictions.push_back(std::move(prediction));
  }
  return predictions;
}

std::string unmet(const Prediction& prediction, const Step& step) {
  auto known = prediction.facts;
  if (!goes_wrong(step)) {
    known.emplace("outcome", std::string(to_string(prediction.outcome)));
    known.emplace("obstacles", prediction.obstacles);
    known.emplace("warnings", prediction.warnings);
  }
  const auto look_up = [&](const std::string& name) {
    const auto found = known.find(name);
    return found == known.end() ? std::nullopt : std::optional(found->second);
  };
  for (const auto& each : step.expect)
    if (const auto value = look_up(each.name); value && !holds(each.test, *value, look_up)) return each.name;
  return "";
}

}  // namespace karimen::harness
