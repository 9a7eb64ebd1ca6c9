#include "harness/cli/debug/views.hpp"

#include <algorithm>

#include "harness/report/words/failure_text.hpp"
#include "harness/trace/apdu_words.hpp"

namespace karimen::harness::cli {
namespace {

constexpr Bilingual step_words{"step {} of {}, {} at {}: {}\n", "ステップ {}／{}、{} {}: {}\n"};
constexpr Bilingual two_readings{"  {}  predicted {}, observed {}\n", "  {}  予測 {}、観測 {}\n"};

std::string line(const std::string& name, const std::string& value) {
  return "  " + name + "  " + value + '\n';
}

}  // namespace

std::string StepViews::state(const StepRecord& record, const std::string& part) const {
  std::string text;
  for (const auto& [name, value] : facts_after(record)) {
    if (name.text().find(part) == std::string::npos) continue;
    const auto predicted = record.step.predicted.find(name);
    if (predicted == record.step.predicted.end() || predicted->second == value)
      text += line(name, to_string(value));
    else
      text += wording_.say(two_readings, {name, to_string(predicted->second), to_string(value)});
  }
  return text;
}

std::string StepViews::facts(const Facts& facts, const std::string& part) {
  std::string text;
  for (const auto& [name, value] : facts)
    if (name.text().find(part) != std::string::npos) text += line(name, to_string(value));
  return text;
}

std::string StepViews::changes(const std::vector<FactChange>& changes) const {
  std::string text;
  for (const auto& each : changes)
    text += line(wording_.name(each.name), wording_.value(each.before) + " → " + wording_.value(each.after));
  return text;
}

std::string StepViews::why(const StepRecord& record, const std::string& fact) const {
  std::string fired, not_fired;
  for (const auto& rule : record.step.rules) {
    const auto speaks = std::ranges::find(rule.says, fact, [](const auto& said) { return said.first; });
    if (speaks == rule.says.end()) continue;
    (rule.fired ? fired : not_fired) += "  " + rule.explanation.in(wording_.language()) + '\n';
  }
  return fired + not_fired;
}

std::string StepViews::rules(const StepRecord& record) const {
  std::string text;
  for (const auto& rule : record.step.rules)
    if (rule.fired) text += line(rule.id, rule.consequence + ": " + rule.because.in(wording_.language()));
  return text;
}

std::string StepViews::exchanges(const StepRecord& record) const {
  std::string text;
  trace::Follower follower;
  for (const auto& each : record.exchanges) {
    if (each.reset) {
      follower.reset();
      text += "  ATR " + to_hex(each.response) + '\n';
      continue;
    }
    text += "  > " + to_hex(each.command, each.hidden_command) + "  " +
            trace::command_words(each.command, wording_.language(), follower.situation()) + '\n';
    text += "  < " + to_hex(each.response, each.hidden_response) + "  " +
            trace::response_words(each.response, wording_.language());
    if (!each.cause.empty()) text += " (" + each.cause.in(wording_.language()) + ')';
    text += '\n';
    follower.take(each.command, each.response);
  }
  return text;
}

std::string StepViews::papers(const StepRecord& record) const {
  std::string text;
  for (const auto& paper : record.papers) {
    text += "  [" + paper.kind + "]\n";
    for (const auto& [label, content] : paper.lines) text += "    " + label + "  " + content + '\n';
  }
  return text;
}

std::string StepViews::verdict(const StepRecord& record, std::size_t number, std::size_t of) const {
  const auto& step = record.step;
  auto text = wording_.say(step_words, {std::to_string(number), std::to_string(of), step.id, step.at,
                                        wording_.verdict(step.verdict)});
  return step.verdict == Verdict::pass ? text : text + report::failure_text(step, {}, wording_);
}

}  // namespace karimen::harness::cli
