#include "harness/scenario/reading/fault_parser.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "harness/scenario/problems.hpp"
#include "harness/scenario/reading/case_path.hpp"
#include "harness/scenario/reading/keys.hpp"

namespace karimen::harness {
namespace {

template <typename Entries>
std::vector<std::string> names_of(const Entries& entries) {
  std::vector<std::string> names;
  for (const auto& each : entries) names.push_back(each.name);
  return names;
}

template <typename Entries>
auto find(const Entries& entries, const std::string& name) {
  const auto found = std::ranges::find_if(entries, [&](const auto& each) { return each.name == name; });
  return found == entries.end() ? nullptr : &*found;
}

const FaultWord& word_of(const yaml::Node& node, const Lexicon& lexicon) {
  const auto* word = find(lexicon.faults, node.as_text());
  if (word == nullptr)
    node.fail("unknown fault '" + node.text + "'",
              suggestion(node.text, names_of(lexicon.faults), "'karimen card faults'"));
  if (!word->instead.empty()) node.fail("'" + node.text + "' cannot strike in a step", word->instead);
  return *word;
}

std::string hexadecimal(std::int64_t value) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string text;
  for (int shift = 12; shift >= 0; shift -= 4) text += digits[value >> shift & 0xF];
  return text;
}

void check_value(const yaml::Node& node, const FaultSetting& setting) {
  const auto& text = node.as_text();
  if (!setting.words.empty()) {
    if (std::ranges::find(setting.words, text) == setting.words.end())
      node.fail("'" + text + "' is no " + setting.name, suggestion(text, setting.words));
    return;
  }
  std::int64_t value = 0;
  const auto* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, value, setting.hexadecimal ? 16 : 10);
  if (result.ec == std::errc{} && result.ptr == end && value >= setting.least && value <= setting.most)
    return;
  const auto shown = [&](std::int64_t bound) {
    return setting.hexadecimal ? hexadecimal(bound) : std::to_string(bound);
  };
  node.fail("'" + text + "' is no " + setting.name,
            "a number from " + shown(setting.least) + " to " + shown(setting.most));
}

FaultOrder order_of(const yaml::Node& node, const Lexicon& lexicon) {
  if (node.is_scalar()) return {word_of(node, lexicon).name, {}};
  const auto& word = word_of(node.at("fault"), lexicon);
  FaultOrder order{word.name, {}};
  Problems problems;
  for (const auto& [key, value] : node.as_mapping()) {
    if (key.text == "fault") continue;
    problems.guarded([&, &key = key, &value = value] {
      const auto* setting = find(word.settings, key.text);
      if (setting == nullptr)
        key.fail("'" + word.name + "' has no '" + key.text + "'",
                 word.settings.empty() ? "it takes nothing" : suggestion(key.text, names_of(word.settings)));
      check_value(value, *setting);
      order.settings.emplace(key.text, value.text);
    });
  }
  problems.rethrow();
  return order;
}

void read_tear(const yaml::Node& node, Scenario& scenario) {
  if (node.as_text() != tear_words.front())
    node.fail("unknown tear '" + node.text + "'", suggestion(node.text, words_of(tear_words)));
  scenario.sweep = true;
}

}  // namespace

void read_faults(const yaml::Node& document, const Lexicon& lexicon, Scenario& scenario) {
  const auto* faults = document.find("faults");
  if (faults == nullptr) return;
  Problems problems;
  for (const auto& [key, value] : faults->as_mapping()) {
    problems.guarded([&, &key = key, &value = value] {
      if (key.text == "tear") return read_tear(value, scenario);
      auto& step = scenario.steps[step_index(document, key.text, key)];
      const auto add = [&](const yaml::Node& node) { step.faults.push_back(order_of(node, lexicon)); };
      if (!value.is_sequence()) return add(value);
      for (const auto& item : value.items) problems.guarded([&] { add(item); });
    });
  }
  problems.rethrow();
}

}  // namespace karimen::harness
