#include "harness/report/dmn/feel_names.hpp"

#include <algorithm>
#include <array>

#include "harness/report/dmn/feel_functions.hpp"

namespace karimen::harness::report {
namespace {

// Words of the grammar and functions of FEEL: a variable that is called so hides them, or is not read at all.
constexpr std::array feel_words{
    "if",        "then",    "else",    "for",     "in",       "return",   "some",    "every",     "and",
    "or",        "not",     "true",    "null",    "false",    "function", "item",    "satisfies", "between",
    "instance",  "of",      "date",    "time",    "duration", "now",      "today",   "number",    "string",
    "count",     "min",     "max",     "sum",     "mean",     "all",      "any",     "union",     "append",
    "remove",    "reverse", "sort",    "flatten", "is",       "range",    "decimal", "floor",     "ceiling",
    "abs",       "modulo",  "sqrt",    "log",     "exp",      "odd",      "even",    "contains",  "replace",
    "matches",   "split",   "before",  "after",   "meets",    "includes", "during",  "starts",    "finishes",
    "coincides", "context", "external"};

}  // namespace

FeelNames::FeelNames(const rules::Program& program) {
  for (const auto* word : feel_words) taken_.insert(word);
  for (const auto& function : feel_functions()) taken_.insert(function.name);
  for (const auto& decision : program.decisions) decisions_[decision.name] = fresh(decision.name);
  for (const auto& decision : program.decisions) answers_[decision.name] = fresh(decision.name + "_answer");
  for (const auto& fact : program.facts) facts_.push_back(fresh(fact.name));
}

std::string FeelNames::fresh(const std::string& name) {
  auto own = name;
  std::ranges::replace(own, '.', '_');
  std::ranges::replace(own, '-', '_');
  while (!taken_.insert(own).second) own += '_';
  return own;
}

}  // namespace karimen::harness::report
