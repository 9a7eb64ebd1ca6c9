#include "harness/oracle/prediction/explanation.hpp"

#include <chrono>

#include "harness/oracle/rulebook/program.hpp"

namespace karimen::harness {
namespace {

using rules::Rule;

constexpr Bilingual without_value{"without a value", "（値なし）"};
constexpr Bilingual both_words{" and ", "、"};
constexpr Bilingual is_words{"{} = {}", "{} = {}"};
constexpr Bilingual misses_words{"{} was {}, it needs \"{}\"", "{} が {}（条件は \"{}\"）"};
constexpr Bilingual from_words{"from {}", "{}から"}, until_words{"until {}", "{}まで"};
constexpr Bilingual because_words{": ", "。理由: "}, then_source{"; ", "。"};
constexpr Bilingual source_words{"source ", "出典 "}, inferred_words{"inferred from ", "推論 "},
    defined_words{"set by this rulebook: ", "独自の定義 "};
constexpr Bilingual undecided_words{"undecided ({})", "資料では決まらない"};
constexpr Bilingual fired_always{"{} fired, it has no conditions", "{} を適用（条件なし）"};
constexpr Bilingual fired_because{"{} fired because {}", "{} を適用。{}"};
constexpr Bilingual not_fired{"{} did not fire because {}; {}", "{} は不適用。{}。{}"};
constexpr Bilingual no_date{"{} is undecided: the date that selects rows is not known",
                            "{} は判断不能（基準日なし）"};
constexpr Bilingual undecided_because{"{} is undecided because {}", "{} は判断不能。{}"};
constexpr Bilingual not_in_force{"{} is not in force on that day ({})",
                                 "{} は対象日に施行されていない（{}）"};
constexpr Bilingual elsewhere_words{"{} applies in other prefectures", "{} は他の都道府県の規則"};
constexpr Bilingual overridden_words{"{0} gives way to {1}", "{0} より {1} が優先"};
constexpr Bilingual not_reached{"{} was not reached, an earlier row decided",
                                "{} には至らない（先の行を適用）"};

/// How facts and values are spelled: in Japanese by their labels, with the identifier.
struct Speller {
  Language language;
  const Vocabulary* vocabulary;

  [[nodiscard]] std::string fact(const std::string& name) const { return labelled(name); }
  [[nodiscard]] std::string value(const CellTrace& cell) const {
    const auto text = to_string(cell.seen());
    return text.empty() ? without_value.in(language) : labelled(text);
  }

 private:
  [[nodiscard]] std::string labelled(const std::string& name) const {
    if (vocabulary == nullptr || language == Language::en) return name;
    const auto label = vocabulary->label(name);
    return label.ja.empty() ? name : label.ja + "（" + name + "）";
  }
};

/// "a = 1 and b = 2", for the cells of one truth.
std::string observations(const RuleTrace& trace, Truth truth, const Speller& speller) {
  const auto language = speller.language;
  std::string text;
  for (const auto& cell : trace.cells) {
    if (cell.holds != truth || cell.cell->text == "-") continue;
    if (!text.empty()) text += both_words.in(language);
    text += say(truth == Truth::yes ? is_words : misses_words, language,
                {speller.fact(cell.cell->fact_name), speller.value(cell), cell.cell->text});
  }
  return text;
}

std::string moment_text(std::int64_t seconds) {
  return to_string(Moment(std::chrono::seconds(seconds)));
}

std::string bounds(const Rule& rule, Language language) {
  const auto& effective = rule.effective;
  std::string text;
  if (effective.from != rules::Effective{}.from)
    text += say(from_words, language, {moment_text(effective.from)});
  if (effective.until != rules::Effective{}.until) {
    if (!text.empty() && language == Language::en) text += ' ';
    text += say(until_words, language, {moment_text(effective.until)});
  }
  return text;
}

std::string with_reason(const Rule& rule, Language language) {
  const auto cited = cite(rule, language);
  return (rule.because.empty() ? "" : because_words.in(language) + rule.because.in(language)) +
         (cited.empty() ? "" : then_source.in(language) + cited);
}

std::string fired(const RuleTrace& trace, const Speller& speller) {
  const auto what = observations(trace, Truth::yes, speller);
  const auto& id = trace.rule->id;
  return say(what.empty() ? fired_always : fired_because, speller.language, {id, what}) +
         with_reason(*trace.rule, speller.language);
}

}  // namespace

std::string cite(const Rule& rule, Language language) {
  std::string text;
  for (const auto& each : rule.sources) {
    if (!text.empty()) text += "; ";
    if (!each.document.empty()) {
      text += source_words.in(language) + each.document;
      for (const auto& quote : each.quotes) text += " 「" + quote.text + "」";
    } else if (!each.inferred_from.empty()) {
      text += inferred_words.in(language);
      for (std::size_t i = 0; i < each.inferred_from.size(); ++i)
        text += (i == 0 ? "" : ", ") + each.inferred_from[i];
    } else {
      text += defined_words.in(language) + each.defined.in(language);
    }
  }
  return text;
}

std::string consequence(const rules::Decision& decision, const Rule& rule, Language language) {
  if (!rule.undecided.empty()) return say(undecided_words, language, {rule.undecided});
  std::string text;
  for (const auto& output : rule.then) {
    const auto& name = decision.outputs[static_cast<std::size_t>(output.output)];
    const bool code = name == "obstacle" || name == "warning" || name == "value";
    text += (text.empty() ? "" : ", ") + (code ? "" : name + " = ") + output.text;
  }
  return text;
}

std::vector<std::pair<std::string, std::string>> sayings(const RuleTrace& trace, const Rulebook& rulebook) {
  std::vector<std::pair<std::string, std::string>> said;
  if (trace.procedure == nullptr) return said;
  const auto& program = rulebook.program();
  for (std::size_t i = 0; i < trace.rule->then.size(); ++i) {
    const auto& output = trace.rule->then[i];
    const auto& value = i < trace.values.size() ? trace.values[i] : output.text;
    const auto& name = trace.decision->outputs[static_cast<std::size_t>(output.output)];
    if (name == "obstacle" || name == "warning") said.emplace_back(name + 's', value);
    for (const auto& entry : trace.procedure->decides)
      if (&program.decisions[static_cast<std::size_t>(entry.decision)] == trace.decision &&
          entry.output == output.output)
        said.emplace_back(program.facts[static_cast<std::size_t>(entry.fact)].name, value);
  }
  return said;
}

std::string explain(const RuleTrace& trace, Language language, const Vocabulary* vocabulary) {
  const Speller speller{language, vocabulary};
  const auto& id = trace.rule->id;
  switch (trace.state) {
    case RuleState::fired:
      return fired(trace, speller);
    case RuleState::not_fired:
      return say(not_fired, language,
                 {id, observations(trace, Truth::no, speller), cite(*trace.rule, language)});
    case RuleState::undecided: {
      const auto what = observations(trace, Truth::undecided, speller);
      return say(what.empty() ? no_date : undecided_because, language, {id, what});
    }
    case RuleState::not_in_force:
      return say(not_in_force, language, {id, bounds(*trace.rule, language)});
    case RuleState::elsewhere:
      return say(elsewhere_words, language, {id});
    case RuleState::overridden: {
      std::string by;
      for (const int row : trace.rule->overridden_by)
        by += (by.empty() ? "" : ", ") + trace.decision->rules[static_cast<std::size_t>(row)].id;
      return say(overridden_words, language, {id, by});
    }
    case RuleState::not_reached:
      return say(not_reached, language, {id});
  }
  return id;
}

}  // namespace karimen::harness
