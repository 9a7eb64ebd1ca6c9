#include "harness/explore/walk/finding.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace karimen::harness::explore {
namespace {

bool all_of(std::string_view text, std::string_view characters) {
  return text.find_first_not_of(characters) == std::string_view::npos;
}

// Which day, version or number it is says nothing about the cause.
std::string kind_of_value(const std::optional<std::string>& value) {
  if (!value) return "-";
  if (value->size() >= 10 && value->at(4) == '-' && all_of(*value, "0123456789-:T")) return "DATE";
  if (!value->empty() && all_of(*value, "0123456789")) return value->size() > 6 ? "NUMBER" : "N";
  return *value;
}

// What one side names and the other does not; what both name is beside the point.
std::string unlike(const WordSet& these, const WordSet& those, const char* who) {
  std::string text;
  for (const auto& word : these)
    if (!those.contains(word)) text += (text.empty() ? "" : ", ") + word;
  return text.empty() ? text : text + " only " + who;
}

bool is_set(const std::optional<std::string>& text) {
  return text && text->starts_with('[');
}

std::string words(const Difference& each) {
  if (!each.reason.empty() && each.failure == Failure::none) return each.reason;
  if (is_set(each.predicted) && is_set(each.observed)) {
    const auto predicted = members_of(*each.predicted), observed = members_of(*each.observed);
    auto text = unlike(predicted, observed, "predicted");
    const auto other = unlike(observed, predicted, "observed");
    if (!text.empty() && !other.empty()) text += "; ";
    return each.name + ": " + text + other;
  }
  return each.name + ": " + kind_of_value(each.predicted) + " predicted, " + kind_of_value(each.observed) +
         " observed";
}

// Of sets: a member that only one side names. Both name the others, whatever rules say.
bool says_what_differs(const RuleEvent& rule, const std::vector<Difference>& differences) {
  return std::ranges::any_of(rule.says, [&](const auto& said) {
    return std::ranges::any_of(differences, [&](const Difference& each) {
      if (each.failure == Failure::none || each.name != said.first) return false;
      if (!is_set(each.predicted) || !is_set(each.observed)) return true;
      return members_of(*each.predicted).contains(said.second) !=
             members_of(*each.observed).contains(said.second);
    });
  });
}

}  // namespace

std::string Mishap::kind() const {
  std::string text =
      std::string(to_string(verdict)) + '|' + to_string(failure) + '|' + procedure + '|' + detail;
  for (const auto* all : {&differences, &speaking})
    for (const auto& each : *all) text += '|' + each;
  return text;
}

void Groups::take(Finding&& finding) {
  const auto [place, fresh] = by_kind_.try_emplace(finding.mishap.kind());
  auto& group = place->second;
  if (fresh) {
    group = std::move(finding);
    return;
  }
  group.walks += finding.walks;
  std::vector<std::string> common;
  std::ranges::set_intersection(group.mishap.rules, finding.mishap.rules, std::back_inserter(common));
  if (std::tie(finding.length, finding.number) < std::tie(group.length, group.number)) {
    finding.walks = group.walks;
    group = std::move(finding);
  }
  group.mishap.rules = std::move(common);
}

std::vector<Finding> Groups::by_frequency() {
  std::vector<Finding> found;
  for (auto& [kind, group] : by_kind_) found.push_back(std::move(group));
  by_kind_.clear();
  std::ranges::stable_sort(found, std::greater{}, &Finding::walks);
  return found;
}

std::optional<Mishap> mishap_of(std::span<const Event> events) {
  const ScenarioFinished* finished = nullptr;
  for (const auto& event : events)
    if (const auto* each = std::get_if<ScenarioFinished>(&event)) finished = each;
  if (finished == nullptr || finished->verdict == Verdict::pass) return std::nullopt;
  Mishap mishap{.verdict = finished->verdict, .failure = finished->failure, .detail = finished->detail};
  std::size_t place = 0;
  for (const auto& event : events) {
    const auto* step = std::get_if<StepEvent>(&event);
    if (step == nullptr) continue;
    if (step->id == finished->step) {
      mishap.procedure = step->procedure;
      mishap.step = place;
      for (const auto& each : step->differences)
        if (each.failure != Failure::none || mishap.verdict == Verdict::undecided)
          mishap.differences.push_back(words(each));
      for (const auto& rule : step->rules) {
        if (!rule.fired) continue;
        mishap.rules.push_back(rule.id);
        if (says_what_differs(rule, step->differences)) mishap.speaking.push_back(rule.id);
      }
      break;
    }
    ++place;
  }
  std::ranges::sort(mishap.differences);
  // One reason often leaves many facts open.
  auto& all = mishap.differences;
  all.erase(std::unique(all.begin(), all.end()), all.end());
  std::ranges::sort(mishap.rules);
  std::ranges::sort(mishap.speaking);
  return mishap;
}

}  // namespace karimen::harness::explore
