#include "harness/cli/rules/rule_page.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "harness/cli/rules/knob_use.hpp"
#include "harness/oracle/prediction/explanation.hpp"

namespace karimen::harness::cli {
namespace {

constexpr Bilingual rule_of{"{}  in {}: {}\n", "{}  {}: {}\n"};
constexpr Bilingual named{"{}  {}\n", "{}  {}\n"};
constexpr Bilingual when_label{"when", "条件"}, then_label{"then", "結果"}, because_label{"because", "理由"},
    values_label{"values", "選択肢"}, default_label{"default", "既定"}, actor_label{"actor", "主体"},
    input_label{"input", "入力"}, asks_label{"asks", "判定"}, said_by_label{"said by", "規則"},
    reads_label{"reads", "参照"}, asked_by_label{"for", "手続"}, row_label{"row", "規則"};
// Who reads a knob.
constexpr Bilingual facts_label{"read by facts", "参照する事実"},
    rules_label{"read by rules", "参照する規則"}, procedures_label{"read by procedures", "参照する手続"},
    invariants_label{"read by invariants", "参照する不変条件"};
// Of a document.
constexpr Bilingual file_label{"file", "ファイル"}, known_by_label{"known by", "照合"},
    cited_label{"cited by", "引用"}, known_by{"{} characters, SHA-256 {}", "{}文字、SHA-256 {}"},
    cited_by{"{} rules, facts and invariants", "規則・事実・不変条件 {}件"};

constexpr std::size_t narrow = 8, wide = 20;

std::string line(const Bilingual& label, Language language, const std::string& text,
                 std::size_t width = narrow) {
  return "  " + padded(label.in(language), width) + text + '\n';
}

// As many to a line as stand side by side, below each other: a page is cut by its lines.
std::string lines(const Bilingual& label, Language language, const std::vector<std::string>& names,
                  std::size_t width = wide) {
  constexpr std::size_t most_columns = 96;
  std::string text, row;
  const auto end_row = [&](const char* more) {
    text += line(text.empty() ? label : Bilingual{"", ""}, language, row + more, width);
    row.clear();
  };
  for (const auto& name : names) {
    if (!row.empty() && row.size() + name.size() > most_columns) end_row(",");
    row += (row.empty() ? "" : ", ") + name;
  }
  if (!row.empty()) end_row("");
  return text;
}

}  // namespace

bool RulePage::show(const std::string& name) {
  const auto before = shown_;
  for (const auto& decision : rulebook_.decisions()) {
    const bool whole = decision.name == name && tables_ == Tables::rows;
    if (decision.name == name && !whole) show(decision);
    for (const auto& rule : decision.rules)
      if (rule.id == name || whole) show(decision, rule);
    if (decision.otherwise && (decision.otherwise->id == name || whole)) show(decision, *decision.otherwise);
  }
  if (const auto* assumption = rulebook_.assumption(name)) show(*assumption);
  for (const auto& invariant : rulebook_.invariants())
    if (invariant.name == name) show(invariant);
  if (const auto* procedure = rulebook_.vocabulary().procedure(name)) show(*procedure);
  if (std::ranges::count(rulebook_.vocabulary().obstacles(), name) +
          std::ranges::count(rulebook_.vocabulary().warnings(), name) >
      0)
    show_code(name);
  if (const auto source = program_.sources.find(name); source != program_.sources.end()) show(source->second);
  return shown_ != before;
}

std::vector<NamedWord> RulePage::words() const {
  const auto& vocabulary = rulebook_.vocabulary();
  std::vector<NamedWord> known;
  for (const auto& decision : rulebook_.decisions()) {
    known.push_back({decision.name, decision.question});
    for (const auto& rule : decision.rules) known.push_back({rule.id, rule.because});
    if (decision.otherwise) known.push_back({decision.otherwise->id, decision.otherwise->because});
  }
  for (const auto& each : rulebook_.assumptions()) known.push_back({each.id, each.question});
  for (const auto& each : rulebook_.invariants()) known.push_back({each.name, each.label});
  for (const auto& each : vocabulary.procedures()) known.push_back({each.name, each.label});
  for (const auto* codes : {&vocabulary.obstacles(), &vocabulary.warnings()})
    for (const auto& each : *codes) known.push_back({each, vocabulary.word(each)});
  for (const auto& [name, document] : program_.sources) known.push_back({name, document.title});
  return known;
}

std::vector<std::string> RulePage::names() const {
  std::vector<std::string> names;
  for (auto& word : words()) names.push_back(std::move(word.name));
  return names;
}

// Who asks it, and its rows, each by what it says.
void RulePage::show(const rules::Decision& decision) {
  ++shown_;
  out_ << say(named, language_, {decision.name, decision.question.in(language_)});
  const auto index = program_.decision_index.find(decision.name)->second;
  std::vector<std::string> askers;
  for (const auto& procedure : program_.procedures)
    if (std::ranges::count(procedure.requires_, index) > 0 ||
        std::ranges::count(procedure.decides, index, &rules::Decides::decision) > 0)
      askers.push_back(procedure.name);
  out_ << lines(asked_by_label, language_, askers, narrow);
  const auto row = [&](const rules::Rule& rule) {
    out_ << line(row_label, language_, padded(rule.id, 16) + ' ' + rule.because.in(language_));
  };
  for (const auto& rule : decision.rules) row(rule);
  if (decision.otherwise) row(*decision.otherwise);
  place(decision.where);
}

void RulePage::show(const rules::Decision& decision, const rules::Rule& rule) {
  ++shown_;
  out_ << say(rule_of, language_, {rule.id, decision.name, decision.question.in(language_)});
  for (const auto& cell : rule.when)
    out_ << line(when_label, language_, padded(wording_.name(cell.fact_name), 36) + ' ' + cell.text);
  out_ << line(then_label, language_, wording_.name(consequence(decision, rule, language_)));
  if (!rule.because.empty()) out_ << line(because_label, language_, rule.because.in(language_));
  out_ << "  " << cite(rule, language_) << '\n';
  std::set<std::string> described;
  for (const auto& source : rule.sources)
    if (const auto found = program_.sources.find(source.document);
        found != program_.sources.end() && described.insert(source.document).second)
      out_ << "  " << rules::describe(found->second, language_) << '\n';
  place(rule.where);
}

void RulePage::show(const rules::Assumption& assumption) {
  ++shown_;
  out_ << say(named, language_, {assumption.id, assumption.question.in(language_)});
  const auto values =
      joined(assumption.type.words, ", ", [&](const auto& each) { return wording_.name(each); });
  out_ << line(values_label, language_, values, wide)
       << line(default_label, language_, wording_.name(to_string(assumption.initial)), wide);
  const auto readers = reading_of(rulebook_, assumption.id);
  out_ << lines(facts_label, language_, readers.facts) << lines(rules_label, language_, readers.rules)
       << lines(procedures_label, language_, readers.procedures)
       << lines(invariants_label, language_, readers.invariants);
  place(assumption.where);
}

void RulePage::show(const rules::SourceDocument& document) {
  ++shown_;
  out_ << rules::describe(document, language_) << '\n';
  if (!document.file.empty()) out_ << line(file_label, language_, document.file, wide);
  out_ << line(known_by_label, language_,
               say(known_by, language_, {std::to_string(document.length), document.sha256}), wide);
  std::vector<std::string> citing;
  rules::for_each_source(program_, [&](const std::string& name, const rules::Source& source) {
    if (source.document == document.name && std::ranges::count(citing, name) == 0) citing.push_back(name);
  });
  out_ << line(cited_label, language_, say(cited_by, language_, {std::to_string(citing.size())}), wide)
       << lines({"", ""}, language_, citing);
  place(document.where);
}

void RulePage::show(const rules::Invariant& invariant) {
  ++shown_;
  out_ << say(named, language_, {invariant.name, invariant.label.in(language_)});
  std::set<std::string> facts;
  rules::for_each_fact(invariant.holds,
                       [&](int fact) { facts.insert(program_.facts[static_cast<std::size_t>(fact)].name); });
  for (const auto& fact : facts) out_ << line(reads_label, language_, wording_.name(fact));
  place(invariant.where);
}

void RulePage::show(const ProcedureSpec& procedure) {
  ++shown_;
  out_ << say(named, language_, {procedure.name, procedure.label.in(language_)});
  out_ << line(actor_label, language_, procedure.actor);
  for (const auto& input : procedure.inputs)
    out_ << line(input_label, language_,
                 padded(input.name, 24) + ' ' + to_string(input.type) +
                     (input.initial ? " = " + to_string(*input.initial) : ""));
  if (const auto* rules = rulebook_.procedure(procedure.name))
    for (const int index : rules->requires_) {
      const auto& decision = program_.decisions[static_cast<std::size_t>(index)];
      out_ << line(asks_label, language_, padded(decision.name, 24) + ' ' + decision.question.in(language_));
    }
  place(procedure.where);
}

void RulePage::show_code(const std::string& code) {
  ++shown_;
  out_ << say(named, language_, {code, rulebook_.vocabulary().word(code).in(language_)});
  for (const auto& decision : rulebook_.decisions())
    for (const auto& rule : decision.rules)
      if (std::ranges::any_of(rule.then, [&](auto& output) { return output.text == code; })) said_by(rule);
}

void RulePage::said_by(const rules::Rule& rule) {
  out_ << line(said_by_label, language_, padded(rule.id, 16) + ' ' + rule.because.in(language_));
  if (!rule.sources.empty()) out_ << "          " << cite(rule, language_) << '\n';
}

void RulePage::place(const Position& where) {
  out_ << "  " << where.file << ':' << where.line << '\n';
}

}  // namespace karimen::harness::cli
