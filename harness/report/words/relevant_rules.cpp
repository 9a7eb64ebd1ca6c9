#include "harness/report/words/relevant_rules.hpp"

#include <algorithm>
#include <functional>

namespace karimen::harness::report {
namespace {

// Whether a reading of a fact is, or contains, what a rule says of it.
bool is(const std::optional<std::string>& reading, const std::string& said) {
  if (!reading || said.empty()) return false;
  return reading->starts_with('[') ? members_of(*reading).contains(said) : *reading == said;
}

bool says_of(const RuleEvent& rule, const StepEvent& step,
             const std::function<bool(const Difference&, const std::string&)>& holds) {
  return std::ranges::any_of(rule.says, [&](const auto& saying) {
    return std::ranges::any_of(step.differences, [&](const Difference& each) {
      return each.name == saying.first && holds(each, saying.second);
    });
  });
}

}  // namespace

bool gives_a_part(const RuleEvent& rule, const StepEvent& step) {
  return std::ranges::any_of(rule.says, [&](const auto& saying) {
    return !step.predicted.contains(saying.first) && !step.observed.contains(saying.first);
  });
}

bool matters(const RuleEvent& rule, const StepEvent& step) {
  return rule.fired || gives_a_part(rule, step) ||
         says_of(rule, step, [](const Difference& each, const std::string& said) {
           return is(each.observed, said) || is(each.expected, said);
         });
}

bool decides(const RuleEvent& rule, const StepEvent& step) {
  return says_of(rule, step, [](const Difference& each, const std::string& said) {
    const auto predicted = is(each.predicted, said);
    return (each.observed && is(each.observed, said) != predicted) ||
           (each.expected && is(each.expected, said) != predicted);
  });
}

}  // namespace karimen::harness::report
