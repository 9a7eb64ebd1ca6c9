#include "harness/runner/step/former_facts.hpp"

#include <algorithm>

namespace karimen::harness {
namespace {

// The answer of a step ("outcome", "obstacles") is no fact that could have been otherwise before.
bool is_fact(const std::string& name) {
  return name.find('.') != std::string::npos;
}

bool same_names(const Facts& facts, const Facts& others) {
  const auto name = [](const auto& each) { return each.first; };
  return std::ranges::equal(facts, others, {}, name, name);
}

/// Facts that are otherwise now, as they were.
class Changed {
 public:
  void look_at(FactName name, const Value& before, const Value& now) {
    if (before != now && is_fact(name)) facts.emplace_hint(facts.end(), name, before);
  }
  Facts facts;
};

}  // namespace

Facts FormerFacts::changed_by(const std::string& who, const People& people, const Facts& predicted) {
  Changed changed;
  auto& last = last_[who];
  // From one step to the next the names are mostly the same, and so are nearly all values.
  if (same_names(last, predicted)) {
    for (auto old = last.begin(); const auto& [name, value] : predicted) {
      auto& before = (old++)->second;
      changed.look_at(name, before, value);
      if (before != value) before = value;
    }
    return std::move(changed.facts);
  }
  const auto person = people.find(who);
  auto former = [&, known = last.begin()](FactName name) mutable -> const Value* {
    if (last.empty()) return person != people.end() ? person->second.find(name) : nullptr;
    known = sought(name, known, last.end());
    return known != last.end() && known->first == name ? &known->second : nullptr;
  };
  for (const auto& [name, value] : predicted)
    if (const auto* before = is_fact(name) ? former(name) : nullptr) changed.look_at(name, *before, value);
  last = predicted;
  return std::move(changed.facts);
}

}  // namespace karimen::harness
