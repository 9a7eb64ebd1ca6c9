#include "harness/report/failure_text.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

#include "base/text.hpp"

namespace karimen::harness::report {
namespace {

constexpr std::size_t most_rules = 8;

std::string cell(const std::optional<std::string>& text) {
  return text ? *text : "-";
}

std::string caret(const Spot& spot) {
  Diagnostic place{.where = spot.where, .source_line = spot.line};
  const auto rendered = render(place);
  const auto first_line = rendered.find('\n');
  return rendered.substr(first_line + 1);
}

std::string table(const StepEvent& step) {
  std::vector<std::array<std::string, 4>> rows{{"", "predicted", "observed", "expected"}};
  for (const auto& each : step.differences)
    rows.push_back({each.name, cell(each.predicted), cell(each.observed), cell(each.expected)});
  std::array<std::size_t, 4> widths{};
  for (const auto& row : rows)
    for (std::size_t i = 0; i < 4; ++i) widths[i] = std::max(widths[i], display_width(row[i]));
  std::string text;
  for (const auto& row : rows) {
    std::string line = "    ";
    for (std::size_t i = 0; i < 4; ++i) line += padded(row[i], widths[i] + 2);
    text += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
  }
  return text;
}

bool says(const std::optional<std::string>& reading, const RuleEvent& rule) {
  return reading && !rule.consequence.empty() && reading->find(rule.consequence) != std::string::npos;
}

// The rules that fired, and those that would have said what was expected or observed instead.
bool matters(const RuleEvent& rule, const StepEvent& step) {
  return rule.fired || std::ranges::any_of(step.differences, [&](const Difference& each) {
           return says(each.observed, rule) || says(each.expected, rule);
         });
}

// The readings differ in what this rule says.
bool decides(const RuleEvent& rule, const StepEvent& step) {
  return std::ranges::any_of(step.differences, [&](const Difference& each) {
    const auto predicted = says(each.predicted, rule);
    return (each.observed && says(each.observed, rule) != predicted) ||
           (each.expected && says(each.expected, rule) != predicted);
  });
}

// Those that decide first, none of them left out.
std::string rules(const StepEvent& step) {
  std::vector<RuleEvent> relevant;
  std::ranges::copy_if(step.rules, std::back_inserter(relevant),
                       [&](const RuleEvent& rule) { return matters(rule, step); });
  const auto rest =
      std::ranges::stable_partition(relevant, [&](const RuleEvent& rule) { return decides(rule, step); });
  const auto deciding = relevant.size() - rest.size();
  const auto shown = std::min(relevant.size(), std::max(most_rules, deciding));
  std::string text;
  for (std::size_t i = 0; i < shown; ++i)
    text += "    " +
            (relevant[i].explanation.empty() ? relevant[i].id + ": " + relevant[i].because
                                             : relevant[i].explanation) +
            '\n';
  if (shown < relevant.size()) text += "    and " + std::to_string(relevant.size() - shown) + " more\n";
  return text.empty() ? "" : "  rules:\n" + text;
}

}  // namespace

std::string failure_text(const StepEvent& step, const LastExchanges& exchanges) {
  const auto& spot = step.differences.empty() ? step.spot : step.differences.front().spot;
  auto text = spot.where.file + ':' + std::to_string(spot.where.line) + ':' +
              std::to_string(spot.where.column) + ": " + to_string(step.verdict);
  if (step.failure != Failure::none) text += std::string(" (") + to_string(step.failure) + ')';
  text += " in " + step.id + " at " + step.at + '\n' + caret(spot);
  if (!step.detail.empty()) text += "  " + step.detail + '\n';
  if (!step.differences.empty()) text += table(step);
  for (const auto& each : step.differences)
    if (!each.reason.empty()) text += "    " + each.name + " is undecided: " + each.reason + '\n';
  return text + rules(step) + exchanges.text();
}

}  // namespace karimen::harness::report
