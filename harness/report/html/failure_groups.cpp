#include "harness/report/html/failure_groups.hpp"

#include <set>

#include "base/phrases/phrasebook.hpp"
#include "base/text.hpp"
#include "harness/report/scenario_story.hpp"
#include "harness/report/words/relevant_rules.hpp"

namespace karimen::harness::report::html {

namespace {

// The rules that leave something open: one cause, whatever else fired there. A reason begins with its rule.
std::set<std::string> open_rules(const StepEvent& event) {
  std::set<std::string> open;
  for (const auto& rule : event.rules)
    for (const auto& each : event.differences)
      if (each.reason.starts_with(rule.id + ' ')) open.insert(rule.id);
  return open;
}

}  // namespace

void FailureGroups::take(const StepEvent& event) {
  if (event.verdict == Verdict::pass || caused_) return;
  caused_ = true;
  std::set<std::string> rules, names;
  if (event.verdict == Verdict::undecided) rules = open_rules(event);
  const auto is_open = !rules.empty();
  if (!is_open)
    for (const auto& each : event.rules)
      if (decides(each, event)) rules.insert(each.id);
  for (const auto& each : event.differences) names.insert(each.name);
  cause_ = {event.procedure,
            in_both_languages(
                first_line(event.differences.empty() ? event.detail : event.differences.front().reason)),
            {rules.begin(), rules.end()},
            {names.begin(), names.end()},
            is_open};
}

std::int64_t FailureGroups::take(const ScenarioFinished& event) {
  auto cause = std::exchange(cause_, {});
  caused_ = false;
  if (is_as_meant(event.verdict)) return -1;
  if (cause.detail.empty() && cause.names.empty())
    cause.detail = event.mistakes.empty() ? in_both_languages(first_line(event.detail))
                                          : BilingualText{first_line(event.mistakes.in(Language::en)),
                                                          first_line(event.mistakes.in(Language::ja))};
  const auto what =
      !cause.rules.empty() ? joined(cause.rules, " ") : joined(cause.names, " ") + cause.detail.en;
  const auto key = std::to_string(static_cast<int>(event.verdict)) + to_string(event.failure) + '\0' +
                   (cause.open ? "" : cause.procedure) + '\0' + what;
  const auto [found, made] = numbers_.try_emplace(key, groups_.size());
  if (made)
    groups_.push_back(
        {event.verdict, to_string(event.failure), cause.procedure, cause.detail, cause.rules, {}, 0});
  auto& group = groups_[found->second];
  if (group.procedure != cause.procedure) group.procedure.clear();
  for (const auto& name : cause.names) ++group.names[name];
  ++group.scenarios;
  return static_cast<std::int64_t>(found->second);
}

Json FailureGroups::json() const {
  auto all = Json::array();
  for (const auto& each : groups_)
    all.push_back({{"verdict", static_cast<int>(each.verdict)},
                   {"failure", each.failure},
                   {"do", each.procedure},
                   {"detail", Json::array({each.detail.en, each.detail.ja})},
                   {"rules", each.rules},
                   {"names", each.names},
                   {"scenarios", each.scenarios}});
  return all;
}

}  // namespace karimen::harness::report::html
