// The fewest facts: what a run does not need is left out.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace karimen::harness {

/// Leaves out of a map of facts what `holds` does not need: everything; all facts of one or two nouns, which
/// often stand or fall together ("card_application.at", "card_application.state"); then one after another.
template <typename Map, typename Holds>
void leave_out(Map& facts, const Holds& holds) {
  const auto name_of = [](const auto& key) {
    if constexpr (requires { key.view(); })
      return std::string_view(key.view());
    else
      return std::string_view(key);
  };
  const auto noun_of = [&](const auto& key) { return name_of(key).substr(0, name_of(key).find('.')); };
  const auto try_without = [&](const auto& is_left_out) {
    auto all = facts;
    facts.clear();
    for (const auto& [key, value] : all)
      if (!is_left_out(key)) facts.emplace(key, value);
    if (facts.size() < all.size() && !holds()) facts = std::move(all);
  };
  try_without([](const auto&) { return true; });
  std::set<std::string> nouns;
  for (const auto& [key, value] : facts) nouns.emplace(noun_of(key));
  for (const auto& one : nouns)
    for (const auto& other : nouns)
      if (one <= other)
        try_without([&](const auto& key) { return noun_of(key) == one || noun_of(key) == other; });
  const auto all = facts;
  for (const auto& one : all)
    try_without([&](const auto& each) { return name_of(each) == name_of(one.first); });
}

}  // namespace karimen::harness
