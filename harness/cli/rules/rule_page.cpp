#include "harness/cli/rules/rule_page.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "harness/oracle/prediction/explanation.hpp"

namespace karimen::harness::cli {
namespace {

constexpr Bilingual rule_of{"{}  in {}: {}\n", "{}  {}: {}\n"};
constexpr Bilingual named{"{}  {}\n", "{}  {}\n"};
constexpr Bilingual when_label{"when", "条件"}, then_label{"then", "結果"}, because_label{"because", "理由"},
    values_label{"values", "選択肢"}, default_label{"default", "既定"}, actor_label{"actor", "主体"},
    input_label{"input", "入力"}, asks_label{"asks", "判定"}, said_by_label{"said by", "規則"},
    reads_label{"reads", "参照"}, read_by_label{"read by", "規則"};

std::string line(const Bilingual& label, Language language, const std::string& text) {
  return "  " + padded(label.in(language), 8) + text + '\n';
}

// The rules that ask for a knob, or that follow from it.
std::vector<std::string> readers_of(const Rulebook& rulebook, const rules::Assumption& assumption) {
  std::vector<std::string> ids;
  const auto reads = [&](const rules::Rule& rule) {
    return std::ranges::any_of(rule.when, [&](const auto& cell) { return cell.fact == assumption.fact; }) ||
           std::ranges::any_of(rule.sources, [&](const auto& source) {
             return std::ranges::count(source.inferred_from, assumption.id) > 0;
           });
  };
  for (const auto& decision : rulebook.decisions())
    for (const auto& rule : decision.rules)
      if (reads(rule)) ids.push_back(rule.id);
  constexpr std::size_t most_readers = 12;
  if (ids.size() > most_readers) {
    const auto more = ids.size() - most_readers;
    ids.resize(most_readers);
    ids.push_back("... (" + std::to_string(more) + ")");
  }
  return ids;
}

}  // namespace

bool RulePage::show(const std::string& name) {
  const auto before = shown_;
  for (const auto& decision : rulebook_.decisions()) {
    for (const auto& rule : decision.rules)
      if (rule.id == name || decision.name == name) show(decision, rule);
    if (decision.otherwise && (decision.otherwise->id == name || decision.name == name))
      show(decision, *decision.otherwise);
  }
  if (const auto* assumption = rulebook_.assumption(name)) show(*assumption);
  for (const auto& invariant : rulebook_.invariants())
    if (invariant.name == name) show(invariant);
  if (const auto* procedure = rulebook_.vocabulary().procedure(name)) show(*procedure);
  if (std::ranges::count(rulebook_.vocabulary().obstacles(), name) +
          std::ranges::count(rulebook_.vocabulary().warnings(), name) >
      0)
    show_code(name);
  return shown_ != before;
}

std::vector<std::string> RulePage::names() const {
  std::vector<std::string> known;
  for (const auto& decision : rulebook_.decisions()) {
    known.push_back(decision.name);
    for (const auto& rule : decision.rules) known.push_back(rule.id);
    if (decision.otherwise) known.push_back(decision.otherwise->id);
  }
  for (const auto& each : rulebook_.assumptions()) known.push_back(each.id);
  for (const auto& each : rulebook_.invariants()) known.push_back(each.name);
  for (const auto& each : rulebook_.vocabulary().procedure_names()) known.push_back(each);
  for (const auto& each : rulebook_.vocabulary().obstacles()) known.push_back(each);
  for (const auto& each : rulebook_.vocabulary().warnings()) known.push_back(each);
  return known;
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
  out_ << line(values_label, language_, values)
       << line(default_label, language_, wording_.name(to_string(assumption.initial)));
  const auto read_by = readers_of(rulebook_, assumption);
  if (!read_by.empty()) out_ << line(read_by_label, language_, joined(read_by));
  place(assumption.where);
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
