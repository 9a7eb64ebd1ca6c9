#include "harness/runner/run_context.hpp"

namespace karimen::harness {
namespace {

Facts merged(Facts first, const Facts& others) {
  first.insert(others.begin(), others.end());
  return first;
}

}  // namespace

Facts RunContext::shared_by(const Scenario& scenario) const {
  return merged(scenario.assumptions, assumptions);
}

Facts RunContext::assumed_by_oracle(const Scenario& scenario) const {
  return merged(oracle_assumptions, shared_by(scenario));
}

StepRequest RunContext::request_of(const Step& step) const {
  StepRequest request{.procedure = step.procedure,
                      .inputs = step.inputs,
                      .at = step.at,
                      .who = step.who,
                      .facility = std::nullopt,
                      .place = step.place};
  if (const auto input = step.inputs.find("facility"); input != step.inputs.end()) {
    const auto name = to_string(input->second);
    const auto known = facilities.find(name);
    if (known != facilities.end())
      request.facility = Facility{name, known->second.kind, known->second.prefecture};
  }
  return request;
}

}  // namespace karimen::harness
