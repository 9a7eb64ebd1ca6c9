#include "harness/report/words/failure_text.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>
#include <utility>
#include <vector>

#include "base/phrases/phrasebook.hpp"
#include "base/process/shell_word.hpp"
#include "base/text.hpp"
#include "harness/report/words/client_text.hpp"
#include "harness/report/words/relevant_rules.hpp"
#include "harness/scenario/selection/selection.hpp"

namespace karimen::harness::report {
namespace {

constexpr std::size_t most_rules = 8;

constexpr Bilingual predicted_words{"predicted", "予測"}, observed_words{"observed", "実際"},
    expected_words{"expected", "期待"};
constexpr Bilingual heading_words{"{}{} in {} at {}\n", "{}{}：{}、{}\n"}, of_kind{" ({})", "（{}）"};
constexpr Bilingual open_words{"    {} is undecided: {}\n", "    {} は判断不能：{}\n"},
    open_many_words{"    {} and {} more are undecided: {}\n", "    {} ほか{}件は判断不能：{}\n"},
    rulebook_alone_words{"    {}: the scenario and the system agree, the rulebook does not\n",
                         "    {}：シナリオとシステムは一致し、規則集だけが異なる\n"},
    broken_words{"    {} is broken by what is predicted: {}\n", "    予測は {} に反する：{}\n"},
    broken_by_system_words{"    {} is broken by what is observed: {}\n",
                           "    実際の状態は {} に反する：{}\n"};
constexpr Bilingual look_at_both{
    "  look next: karimen explain {}{} (the rulebook's side), karimen run {}{} --trace DIR (the system's)\n",
    "  次に見るもの: karimen explain {}{}（規則集の側）、karimen run {}{} --trace DIR（システムの側）\n"},
    look_at_system{"  look next: karimen run {}{} --trace DIR (the system's side)\n",
                   "  次に見るもの: karimen run {}{} --trace DIR（システムの側）\n"};
constexpr Bilingual used_words{"  in a sequence that is used at {}\n", "  手順列の使用箇所: {}\n"},
    sequence_words{"  in a step of a sequence at {}\n", "  手順列のステップ: {}\n"};
constexpr Bilingual rules_heading{"  rules:\n", "  規則:\n"},
    more_words{"    and {} more\n", "    ほか{}件\n"};

std::string cell(const std::optional<std::string>& text, const Wording& wording) {
  if (!text) return "-";
  const auto value = wording.value(*text);
  return value == *text ? translated(value, wording.language()) : value;
}

// What a program says is no word of the vocabulary.
std::array<std::string, 4> row_of(const Difference& each, const Wording& wording) {
  const auto plain = each.name.starts_with("client.") ? Wording(wording.language()) : wording;
  return {wording.name(each.name), cell(each.predicted, plain), cell(each.observed, plain),
          cell(each.expected, plain)};
}

std::string caret(const Spot& spot, const Wording& wording) {
  const Diagnostic place{.where = spot.where(), .source_line = spot.text()};
  const auto rendered = render_within(place, Language::en, wording.columns());
  const auto first_line = rendered.find('\n');
  return rendered.substr(first_line + 1);
}

std::string table(const StepEvent& step, const Wording& wording) {
  std::vector<std::array<std::string, 4>> rows{
      {"", wording.say(predicted_words), wording.say(observed_words), wording.say(expected_words)}};
  for (const auto& each : step.differences)
    if (each.failure != Failure::invariant) rows.push_back(row_of(each, wording));
  if (rows.size() == 1) return "";
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

bool differ(const std::optional<std::string>& one, const std::optional<std::string>& other) {
  return one && other && *one != *other;
}

// What is open, by its reason: one often leaves many facts open.
std::string reasons(const StepEvent& step, const Wording& wording) {
  std::vector<std::pair<std::string, std::vector<std::string>>> open;
  for (const auto& each : step.differences) {
    if (each.failure != Failure::none) continue;
    const auto known = std::ranges::find(open, each.reason, [](const auto& group) { return group.first; });
    auto& group = known == open.end() ? open.emplace_back(each.reason, std::vector<std::string>{}) : *known;
    group.second.push_back(each.name);
  }
  std::string text;
  for (const auto& [reason, names] : open) {
    const auto why = translated(reason, wording.language());
    const auto first = wording.name(names.front());
    text += names.size() == 1 ? wording.say(open_words, {first, why})
                              : wording.say(open_many_words, {first, std::to_string(names.size() - 1), why});
  }
  return text;
}

// Below the table: what its columns do not say.
std::string remark(const Difference& each, const Wording& wording) {
  const auto name = wording.name(each.name);
  if (each.failure == Failure::prediction && each.expected == each.observed &&
      differ(each.expected, each.predicted))
    return wording.say(rulebook_alone_words, {name});
  if (each.failure != Failure::invariant) return "";
  auto text = wording.say(each.observed ? broken_by_system_words : broken_words,
                          {name, each.because.in(wording.language())});
  for (const auto& [fact, value] : each.facts)
    text += "      " + wording.name(fact) + " = " + wording.value(value) + '\n';
  return text;
}

// The step's own name, in Japanese behind what its procedure is called.
std::string step_name(const StepEvent& step, const Wording& wording) {
  return step.id == step.procedure            ? wording.name(step.id)
         : wording.language() == Language::en ? step.id
                                              : wording.name(step.procedure) + " " + step.id;
}

// Of a step of a sequence: where that is used, or the step itself where the first place is in the scenario.
std::string used_at(const StepEvent& step, const Spot& shown, const Wording& wording) {
  if (step.used_at.empty()) return "";
  auto places = step.used_at;
  if (shown.file() != step.spot.file()) places.insert(places.begin(), step.spot);
  std::string text;
  for (const auto& each : places)
    text +=
        wording.say(each == step.spot ? sequence_words : used_words,
                    {each.file() + ':' + std::to_string(each.line()) + ':' + std::to_string(each.column())}) +
        caret(each, wording);
  return text;
}

// Those that decide first, none of them left out.
std::string rules(const StepEvent& step, const Wording& wording) {
  std::vector<RuleEvent> relevant;
  std::ranges::copy_if(step.rules, std::back_inserter(relevant),
                       [&](const RuleEvent& rule) { return matters(rule, step); });
  const auto first = std::stable_partition(relevant.begin(), relevant.end(),
                                           [&](const RuleEvent& rule) { return decides(rule, step); });
  const auto rest = std::stable_partition(first, relevant.end(),
                                          [&](const RuleEvent& rule) { return gives_a_part(rule, step); });
  const auto deciding = static_cast<std::size_t>(rest - relevant.begin());
  const auto shown = std::min(relevant.size(), std::max(most_rules, deciding));
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& [id, explanation, because] =
        std::tie(relevant[i].id, relevant[i].explanation, relevant[i].because);
    const auto language = wording.language();
    text +=
        "    " + (explanation.empty() ? id + ": " + because.in(language) : explanation.in(language)) + '\n';
  }
  if (shown < relevant.size()) text += wording.say(more_words, {std::to_string(relevant.size() - shown)});
  return text.empty() ? "" : wording.say(rules_heading) + text;
}

// "file#id[case, A-10=erased]", whatever round: --all-assumptions made it.
bool is_variant(const std::string& scenario) {
  const auto name = scenario.substr(0, scenario.rfind(']'));
  const auto last = name.find_last_of("[ ");
  return last != std::string::npos && name.substr(last + 1).starts_with("A-") &&
         name.find('=', last) != name.npos;
}

// Of a prediction that failed: where to ask what each side means by it.
std::string look_next(const StepEvent& step, const Wording& wording) {
  if (step.failure != Failure::prediction) return "";
  constexpr std::size_t most_words = 2;  // of either kind
  std::vector<std::string> words, facts;
  for (const auto& rule : step.rules)
    if (words.size() < most_words && decides(rule, step)) words.push_back(rule.id);
  for (const auto& each : step.differences)
    if (facts.size() < most_words && each.failure == Failure::prediction &&
        step.predicted.contains(each.name) && each.name.find('.') != std::string::npos)
      facts.push_back(each.name);
  words.insert(words.end(), facts.begin(), facts.end());
  const auto line = ':' + std::to_string(step.spot.line());
  const auto where =
      step.spot.file() == standard_input_name ? '-' + line : shell_path(step.spot.file() + line);
  const auto& typed = wording.typed();
  const auto run = typed.run + (is_variant(step.scenario) ? " --all-assumptions" : "");
  return words.empty() ? wording.say(look_at_system, {where, run})
                       : wording.say(look_at_both, {joined(words, " "), typed.explain, where, run});
}

}  // namespace

std::string failure_text(const StepEvent& step, const LastExchanges& exchanges, const Wording& wording) {
  const auto& spot = step.differences.empty() ? step.spot : step.differences.front().spot;
  const auto kind =
      step.failure == Failure::none ? "" : wording.say(of_kind, {wording.failure(step.failure)});
  auto text =
      spot.file() + ':' + std::to_string(spot.line()) + ':' + std::to_string(spot.column()) + ": " +
      wording.say(heading_words, {wording.verdict(step.verdict), kind, step_name(step, wording), step.at}) +
      caret(spot, wording) + used_at(step, spot, wording);
  if (!step.detail.empty()) text += "  " + translated(step.detail, wording.language()) + '\n';
  if (!step.differences.empty()) text += table(step, wording);
  text += reasons(step, wording);
  for (const auto& each : step.differences) text += remark(each, wording);
  if (step.client && step.verdict != Verdict::error)
    text += client_text(*step.client, lines_at_terminal, wording);
  return text + rules(step, wording) + exchanges.text(wording.language()) + look_next(step, wording);
}

}  // namespace karimen::harness::report
