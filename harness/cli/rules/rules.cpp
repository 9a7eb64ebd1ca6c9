// karimen rules list | show | decide | check.
#include <ostream>
#include <set>

#include "base/phrasebook.hpp"
#include "base/text.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/rules/quotations.hpp"
#include "harness/oracle/prediction/explanation.hpp"
#include "harness/oracle/prediction/oracle.hpp"
#include "harness/oracle/rulebook/check.hpp"
#include "harness/oracle/rulebook/program.hpp"
#include "harness/report/wording.hpp"

namespace karimen::harness::cli {
namespace {

const std::string list_command = "'karimen rules list'", vocabulary_command = "'karimen rules vocabulary'";
constexpr Bilingual rule_of{"{}  in {}: {}\n", "{}  {}: {}\n"};
constexpr Bilingual when_label{"when", "条件"}, then_label{"then", "結果"}, because_label{"because", "理由"};
constexpr Bilingual values_label{"values", "選択肢"}, default_label{"default", "既定"};
constexpr Bilingual undecided_line{"{} is undecided: {}\n", "{} は判断不能: {}\n"};
constexpr Bilingual rests_on{"  rests on {}\n", "  前提 {}\n"};
constexpr Bilingual checked_words{"{} decisions read, {} warnings\n", "決定表{}件を読んだ、警告{}件\n"};

std::string row(const Bilingual& label, Language language, const std::string& text) {
  return "  " + padded(label.in(language), 8) + text + '\n';
}

std::vector<std::string> decision_names(const Rulebook& rulebook) {
  std::vector<std::string> names;
  for (const auto& decision : rulebook.decisions()) names.push_back(decision.name);
  return names;
}

void show(const rules::Program& program, const rules::Decision& decision, const rules::Rule& rule,
          const report::Wording& wording, std::ostream& out) {
  const auto language = wording.language();
  out << say(rule_of, language, {rule.id, decision.name, decision.question.in(language)});
  for (const auto& cell : rule.when)
    out << row(when_label, language, padded(wording.name(cell.fact_name), 36) + ' ' + cell.text);
  out << row(then_label, language, wording.name(consequence(decision, rule, language)));
  if (!rule.because.empty()) out << row(because_label, language, rule.because.in(language));
  out << "  " << cite(rule, language) << '\n';
  std::set<std::string> described;
  for (const auto& source : rule.sources)
    if (const auto found = program.sources.find(source.document);
        found != program.sources.end() && described.insert(source.document).second)
      out << "  " << rules::describe(found->second, language) << '\n';
  out << "  " << rule.where.file << ':' << rule.where.line << '\n';
}

void show(const rules::Assumption& assumption, const report::Wording& wording, std::ostream& out) {
  const auto language = wording.language();
  out << assumption.id << "  " << assumption.question.in(language) << '\n';
  std::string values;
  for (const auto& each : assumption.type.words) values += (values.empty() ? "" : ", ") + wording.name(each);
  out << row(values_label, language, values)
      << row(default_label, language, wording.name(to_string(assumption.initial)));
}

// "fact=value" of the vocabulary.
Facts facts_of(std::span<const std::string> texts, const Vocabulary& vocabulary) {
  Facts facts;
  for (const auto& text : texts) {
    const auto equals = text.find('=');
    const auto name = text.substr(0, equals);
    const auto* spec = vocabulary.fact(name);
    if (equals == std::string::npos || spec == nullptr)
      throw bad_command_line("'" + text + "' is not fact=value",
                             suggestion(name, vocabulary.fact_names(), vocabulary_command));
    const auto value = parse_value(text.substr(equals + 1), spec->type);
    if (!value)
      throw bad_command_line("'" + text.substr(equals + 1) + "' is no value of " + name,
                             "it takes " + to_string(spec->type));
    facts.emplace(name, *value);
  }
  return facts;
}

}  // namespace

ExitCode rules_list(const Invocation& invocation, const Streams& streams) {
  const auto rulebook = Rulebook::load(data_of(invocation).rulebook);
  const auto language = invocation.language;
  for (const auto& decision : rulebook.decisions()) {
    streams.out << decision.name << ": " << decision.question.in(language) << '\n';
    for (const auto& rule : decision.rules)
      streams.out << "  " << padded(rule.id, 16) << ' ' << padded(consequence(decision, rule, language), 24)
                  << ' ' << rule.because.in(language) << '\n';
  }
  for (const auto& each : rulebook.assumptions())
    streams.out << each.id << ": " << each.question.in(language) << '\n';
  return ExitCode::ok;
}

ExitCode rules_show(const Invocation& invocation, const Streams& streams) {
  const auto rulebook = load_rulebook(data_of(invocation));
  if (invocation.arguments.empty())
    throw bad_command_line("rules show needs a rule's id", "'karimen rules list' shows them");
  const report::Wording wording(invocation.language, &rulebook.vocabulary());
  for (const auto& id : invocation.arguments) {
    bool found = false;
    std::vector<std::string> known;
    for (const auto& decision : rulebook.decisions())
      for (const auto& rule : decision.rules) {
        known.push_back(rule.id);
        if (rule.id != id && decision.name != id) continue;
        found = true;
        show(rulebook.program(), decision, rule, wording, streams.out);
      }
    for (const auto& assumption : rulebook.assumptions()) {
      known.push_back(assumption.id);
      if (assumption.id != id) continue;
      found = true;
      show(assumption, wording, streams.out);
    }
    if (!found) throw bad_command_line("unknown rule '" + id + "'", suggestion(id, known, list_command));
  }
  return ExitCode::ok;
}

ExitCode rules_decide(const Invocation& invocation, const Streams& streams) {
  const auto folders = data_of(invocation);
  const auto rulebook = Rulebook::load(folders.rulebook);
  const auto& arguments = invocation.arguments;
  if (arguments.empty())
    throw bad_command_line("rules decide needs a decision", list_command + " shows them");
  const auto* decision = rulebook.decision(arguments.front());
  if (decision == nullptr)
    throw bad_command_line("unknown decision '" + arguments.front() + "'",
                           suggestion(arguments.front(), decision_names(rulebook), list_command));
  const auto text = invocation.get("at");
  const auto day = parse_date(text);
  const auto at = day ? std::optional(at_midnight(*day)) : parse_moment(text);
  if (!at)
    throw bad_command_line("rules decide needs --at DATE or MOMENT, not '" + text + "'",
                           "for example --at 2026-05-01");
  const auto place = invocation.get("place", "tokyo");
  Oracle oracle(rulebook, Calendar::load(folders.holidays()));
  oracle.reset({{"holder", facts_of(std::span(arguments).subspan(1), rulebook.vocabulary())}}, {}, *at,
               place);
  const auto answer = oracle.decide(decision->name, "holder", *at, place);
  const auto language = invocation.language;
  const report::Wording wording(language, &rulebook.vocabulary());
  for (const auto& [name, value] : answer.outputs)
    streams.out << wording.name(name) << " = " << wording.value(to_string(value)) << '\n';
  for (const auto& [name, reason] : answer.undecided)
    streams.out << say(undecided_line, language, {wording.name(name), translated(reason, language)});
  for (const auto& trace : answer.rules)
    streams.out << "  " << explain(trace, language, &rulebook.vocabulary()) << '\n';
  for (const auto& id : answer.assumptions) streams.out << say(rests_on, language, {id});
  return answer.undecided.empty() ? ExitCode::ok : ExitCode::undecided;
}

ExitCode rules_check(const Invocation& invocation, const Streams& streams) {
  const auto rulebook = load_rulebook(data_of(invocation));
  const auto warnings = check(rulebook);
  for (const auto& each : warnings) streams.err << render(each, invocation.language);
  streams.out << say(checked_words, invocation.language,
                     {std::to_string(rulebook.decisions().size()), std::to_string(warnings.size())});
  auto problems = check_quotations(invocation, rulebook, streams.out);
  if (!problems.empty()) throw DiagnosticError(std::move(problems));
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
