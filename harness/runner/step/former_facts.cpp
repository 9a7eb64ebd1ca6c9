#include "harness/runner/step/former_facts.hpp"

namespace karimen::harness {
namespace {

// The answer of a step ("outcome", "obstacles") is no fact that could have been otherwise before.
bool is_fact(const std::string& name) {
  return name.find('.') != std::string::npos;
}

}  // namespace

Facts FormerFacts::changed_by(const std::string& who, const People& people, const Facts& predicted) {
  const auto person = people.find(who);
  auto& last = last_[who];
  const auto former = [&](const std::string& name) -> const Value* {
    if (const auto found = last.find(name); found != last.end()) return &found->second;
    return last.empty() && person != people.end() ? person->second.find(name) : nullptr;
  };
  Facts changed;
  for (const auto& [name, value] : predicted)
    if (const auto* before = is_fact(name) ? former(name) : nullptr; before != nullptr && *before != value)
      changed.emplace(name, *before);
  last = predicted;
  return changed;
}

}  // namespace karimen::harness
