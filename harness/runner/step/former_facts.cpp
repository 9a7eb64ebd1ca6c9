#include "harness/runner/step/former_facts.hpp"

#include <algorithm>

namespace karimen::harness {
namespace {

// The answer of a step ("outcome", "obstacles") is no fact that could have been otherwise before.
bool is_fact(const std::string& name) {
  return name.find('.') != std::string::npos;
}

// From one step to the next the names are mostly the same, and so are nearly all values.
void take_over(const Facts& from, Facts& to) {
  const auto name = [](const auto& each) { return each.first; };
  if (!std::ranges::equal(from, to, {}, name, name)) {
    to = from;
    return;
  }
  auto old = to.begin();
  for (const auto& [of, value] : from) {
    if (old->second != value) old->second = value;
    ++old;
  }
}

}  // namespace

Facts FormerFacts::changed_by(const std::string& who, const People& people, const Facts& predicted) {
  const auto person = people.find(who);
  auto& last = last_[who];
  auto former = [&, known = last.begin()](FactName name) mutable -> const Value* {
    if (last.empty()) return person != people.end() ? person->second.find(name) : nullptr;
    known = sought(name, known, last.end());
    return known != last.end() && known->first == name ? &known->second : nullptr;
  };
  Facts changed;
  for (const auto& [name, value] : predicted)
    if (const auto* before = former(name); before != nullptr && *before != value && is_fact(name))
      changed.emplace_hint(changed.end(), name, *before);
  take_over(predicted, last);
  return changed;
}

}  // namespace karimen::harness
