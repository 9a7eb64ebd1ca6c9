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

}  // namespace karimen::harness::explore
