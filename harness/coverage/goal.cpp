#include "harness/coverage/goal.hpp"

#include <algorithm>

namespace karimen::harness::coverage {
namespace {

constexpr std::array names{"fires",   "rests", "condition", "outcome", "obstacle",
                           "warning", "edge",  "date",      "clause"};
static_assert(names.size() == all_kinds.size());

constexpr std::array nevers{"", "implied", "hidden", "left_open"};

constexpr std::array<Bilingual, 4> why_words{{
    {"", ""},
    {"the other conditions of its row imply it", "同じ行の他の条件から導かれる"},
    {"where it fails, an earlier row decides", "成り立たなければ先の行が決める"},
    {"where it fails, an answer is left open", "成り立たなければ答えが決まらない"},
}};

}  // namespace

const char* name_of(Never never) {
  return nevers[static_cast<std::size_t>(never)];
}

Bilingual why_never(Never never) {
  return why_words[static_cast<std::size_t>(never)];
}

std::optional<Never> never_called(std::string_view name) {
  const auto found = std::ranges::find(nevers, name);
  if (found == nevers.end()) return std::nullopt;
  return static_cast<Never>(found - nevers.begin());
}

const char* name_of(Kind kind) {
  return names[static_cast<std::size_t>(kind)];
}

std::optional<Kind> kind_called(std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return all_kinds[static_cast<std::size_t>(found - names.begin())];
}

void Reached::take(const std::string& step) {
  if (by.empty() || step < by) by = step;
}

void Reached::take_near(const std::string& step, unsigned how_far) {
  if (!nearest.empty() && std::tie(distance, nearest) <= std::tie(how_far, step)) return;
  nearest = step;
  distance = how_far;
}

void Reached::take(const Reached& other) {
  if (!other.by.empty()) take(other.by);
  if (!other.nearest.empty()) take_near(other.nearest, other.distance);
  never = std::max(never, other.never);
}

void Coverage::take(const Coverage& other) {
  for (const auto& [goal, reached] : other.goals) goals[goal].take(reached);
}

bool Coverage::has(const Goal& goal) const {
  const auto found = goals.find(goal);
  if (found == goals.end() || found->second.by.empty()) return false;
  return goal.kind != Kind::condition || has({Kind::fires, goal.subject, "", goal.table});
}

bool Coverage::excused(const Goal& goal) const {
  const auto found = goals.find(goal);
  return found != goals.end() && found->second.never != Never::no && !has(goal);
}

const Reached& Coverage::way_to(const Goal& goal) const {
  const auto& own = goals.at(goal);
  if (goal.kind != Kind::condition || own.by.empty()) return own;
  const auto fires = goals.find({Kind::fires, goal.subject, "", goal.table});
  return fires == goals.end() ? own : fires->second;
}

}  // namespace karimen::harness::coverage
