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

}  // namespace karimen::harness
