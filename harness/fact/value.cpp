#include "harness/fact/value.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace karimen::harness {
namespace {

struct Spelling {
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(Date value) const { return karimen::to_string(value); }
  std::string operator()(Moment value) const { return karimen::to_string(value); }
  std::string operator()(const std::string& value) const { return value; }
  std::string operator()(const WordSet& value) const { return '[' + joined(value) + ']'; }
};

}  // namespace

std::string to_string(const Value& value) {
  return std::visit(Spelling{}, value);
}

Facts together(Facts facts, Facts more) {
  FactsInOrder both(facts.size() + more.size());
  auto next = facts.begin();
  const auto add = [&](auto& each) { both.add(each.first, std::move(each.second)); };
  for (auto& each : more) {
    for (; next != facts.end() && next->first != each.first && next->first < each.first; ++next) add(*next);
    if (next == facts.end() || next->first != each.first) add(each);
  }
  for (; next != facts.end(); ++next) add(*next);
  return both.take();
}

WordSet members_of(std::string_view text) {
  WordSet members;
  constexpr std::string_view between = "[], ";
  for (auto begin = text.find_first_not_of(between); begin != std::string_view::npos;) {
    const auto end = std::min(text.find_first_of(between, begin), text.size());
    members.emplace(text.substr(begin, end - begin));
    begin = text.find_first_not_of(between, end);
  }
  return members;
}

}  // namespace karimen::harness
