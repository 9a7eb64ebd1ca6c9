#include "harness/oracle/prediction/explanation.hpp"

#include <chrono>

namespace karimen::harness {
namespace {

using rules::Rule;

std::string seen(const CellTrace& cell, bool ja) {
  const auto text = to_string(cell.seen);
  return text.empty() ? (ja ? "（値なし）" : "without a value") : text;
}

/// "a = 1 and b = 2", for the cells of one truth.
std::string observations(const RuleTrace& trace, Truth truth, bool ja) {
  std::string text;
  for (const auto& cell : trace.cells) {
    if (cell.holds != truth || cell.cell->text == "-") continue;
    if (!text.empty()) text += ja ? "、" : " and ";
    const auto& fact = cell.cell->fact_name;
    if (truth == Truth::yes)
      text += fact + " = " + seen(cell, ja);
    else if (ja)
      text += fact + " が " + seen(cell, ja) + "（条件は \"" + cell.cell->text + "\"）";
    else
      text += fact + " was " + seen(cell, ja) + ", it needs \"" + cell.cell->text + "\"";
  }
  return text;
}

std::string moment_text(std::int64_t seconds) {
  return to_string(Moment(std::chrono::seconds(seconds)));
}

std::string bounds(const Rule& rule, bool ja) {
  const auto& effective = rule.effective;
  std::string text;
  if (effective.from != rules::Effective{}.from)
    text += (ja ? "" : "from ") + moment_text(effective.from) + (ja ? "から" : "");
  if (effective.until != rules::Effective{}.until)
    text += (ja             ? ""
             : text.empty() ? "until "
                            : " until ") +
            moment_text(effective.until) + (ja ? "まで" : "");
  return text;
}

std::string with_reason(const Rule& rule, bool ja) {
  const auto& because = ja && !rule.because.ja.empty() ? rule.because.ja : rule.because.en;
  const auto source = cite(rule, ja ? Language::ja : Language::en);
  return (because.empty() ? "" : ": " + because) + (source.empty() ? "" : "; " + source);
}

std::string fired(const RuleTrace& trace, bool ja) {
  const auto what = observations(trace, Truth::yes, ja);
  const auto& id = trace.rule->id;
  if (what.empty())
    return id + (ja ? " を適用（条件なし）" : " fired, it has no conditions") + with_reason(*trace.rule, ja);
  return (ja ? id + " を適用。" + what : id + " fired because " + what) + with_reason(*trace.rule, ja);
}

}  // namespace

std::string cite(const Rule& rule, Language language) {
  const bool ja = language == Language::ja;
  std::string text;
  for (const auto& source : rule.sources) {
    if (!text.empty()) text += "; ";
    if (!source.document.empty()) {
      text += (ja ? "出典 " : "source ") + source.document;
      for (const auto& quote : source.quotes) text += " 「" + quote.text + "」";
    } else if (!source.inferred_from.empty()) {
      text += ja ? "推論 " : "inferred from ";
      for (std::size_t i = 0; i < source.inferred_from.size(); ++i)
        text += (i == 0 ? "" : ", ") + source.inferred_from[i];
    } else {
      text += (ja ? "独自の定義 " : "set by this rulebook: ") + source.defined;
    }
  }
  return text;
}

std::string consequence(const rules::Decision& decision, const Rule& rule) {
  if (!rule.undecided.empty()) return "undecided (" + rule.undecided + ")";
  std::string text;
  for (const auto& output : rule.then) {
    const auto& name = decision.outputs[static_cast<std::size_t>(output.output)];
    const bool code = name == "obstacle" || name == "warning" || name == "value";
    text += (text.empty() ? "" : ", ") + (code ? "" : name + " = ") + output.text;
  }
  return text;
}

std::string explain(const RuleTrace& trace, Language language) {
  const bool ja = language == Language::ja;
  const auto& id = trace.rule->id;
  switch (trace.state) {
    case RuleState::fired:
      return fired(trace, ja);
    case RuleState::not_fired:
      return (ja ? id + " は不適用。" : id + " did not fire because ") + observations(trace, Truth::no, ja) +
             (ja ? "；" : "; ") + cite(*trace.rule, language);
    case RuleState::undecided: {
      const auto what = observations(trace, Truth::undecided, ja);
      if (what.empty())
        return id +
               (ja ? " は判断不能（基準日なし）" : " is undecided: the date that selects rows is not known");
      return ja ? id + " は判断不能。" + what : id + " is undecided because " + what;
    }
    case RuleState::not_in_force:
      return ja ? id + " は対象日に施行されていない（" + bounds(*trace.rule, ja) + "）"
                : id + " is not in force on that day (" + bounds(*trace.rule, ja) + ")";
    case RuleState::elsewhere:
      return id + (ja ? " は他の都道府県の規則" : " applies in other prefectures");
    case RuleState::overridden: {
      std::string by;
      for (const int row : trace.rule->overridden_by)
        by += (by.empty() ? "" : ", ") + trace.decision->rules[static_cast<std::size_t>(row)].id;
      return ja ? id + " より " + by + " が優先" : id + " gives way to " + by;
    }
    case RuleState::not_reached:
      return id + (ja ? " には至らない（先の行を適用）" : " was not reached, an earlier row decided");
  }
  return id;
}

}  // namespace karimen::harness
