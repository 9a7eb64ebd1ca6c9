#include "harness/explore/walk/walk.hpp"

namespace karimen::harness::explore {
namespace {

// {a: b, c: d}
template <typename Pairs>
std::string flow_mapping(const Pairs& pairs) {
  std::string text;
  for (const auto& [key, value] : pairs) text += (text.empty() ? "{" : ", ") + key + ": " + value;
  return text + '}';
}

}  // namespace

std::string to_yaml(const Walk& walk, const std::string& id, const std::string& title) {
  std::string text = "id: " + id + "\ntitle: {en: \"" + title + "\", ja: \"" + title + "\"}\n";
  if (!walk.assumptions.empty()) text += "assume: " + flow_mapping(walk.assumptions) + '\n';
  text += "given: {holder: " + walk.holder;
  for (const auto& [fact, value] : walk.given) text += ", " + fact + ": " + value;
  text += "}\nsteps:\n";
  for (std::size_t i = 0; i < walk.steps.size(); ++i) {
    const auto& step = walk.steps[i];
    text += "  - {id: s" + std::to_string(i + 1) + ", do: " + step.procedure + ", at: " + to_string(step.at);
    if (!step.inputs.empty()) text += ", with: " + flow_mapping(step.inputs);
    text += "}\n";
  }
  return text;
}

Walk without_needless(Walk walk, std::size_t removable, const std::function<bool(const Walk&)>& holds) {
  const auto try_without = [&](auto remove) {
    auto shorter = walk;
    remove(shorter);
    if (holds(shorter)) walk = std::move(shorter);
  };
  for (auto i = removable; i-- > 0;)
    try_without([&](Walk& each) { each.steps.erase(each.steps.begin() + static_cast<std::ptrdiff_t>(i)); });
  for (const auto& fact : std::map(walk.given))
    try_without([&](Walk& each) { each.given.erase(fact.first); });
  for (const auto& knob : std::map(walk.assumptions))
    try_without([&](Walk& each) { each.assumptions.erase(knob.first); });
  for (std::size_t i = 0; i < walk.steps.size(); ++i)
    for (auto k = walk.steps[i].inputs.size(); k-- > 0;)
      try_without([&](Walk& each) {
        auto& inputs = each.steps[i].inputs;
        inputs.erase(inputs.begin() + static_cast<std::ptrdiff_t>(k));
      });
  return walk;
}

}  // namespace karimen::harness::explore
