// karimen rules list | show | decide | check.
#include <ostream>
#include <set>

#include "base/text.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/rules/quotations.hpp"
#include "harness/oracle/prediction/explanation.hpp"
#include "harness/oracle/prediction/oracle.hpp"
#include "harness/oracle/rulebook/check.hpp"
#include "harness/oracle/rulebook/program.hpp"

namespace karimen::harness::cli {
namespace {

const std::string& text_of(const Label& label) {
  return label.en.empty() ? label.ja : label.en;
}

std::vector<std::string> decision_names(const Rulebook& rulebook) {
  std::vector<std::string> names;
  for (const auto& decision : rulebook.decisions()) names.push_back(decision.name);
  return names;
}

void show(const rules::Program& program, const rules::Decision& decision, const rules::Rule& rule,
          std::ostream& out) {
  out << rule.id << "  in " << decision.name << ": " << text_of(decision.question) << '\n';
  for (const auto& cell : rule.when)
    out << "  when   " << padded(cell.fact_name, 36) << ' ' << cell.text << '\n';
  out << "  then   " << consequence(decision, rule) << '\n';
  for (const auto* because : {&rule.because.ja, &rule.because.en})
    if (!because->empty()) out << "  because " << *because << '\n';
  out << "  " << cite(rule) << '\n';
  std::set<std::string> described;
  for (const auto& source : rule.sources)
    if (const auto found = program.sources.find(source.document);
        found != program.sources.end() && described.insert(source.document).second)
      out << "  " << rules::describe(found->second) << '\n';
  out << "  " << rule.where.file << ':' << rule.where.line << '\n';
}

// "fact=value" of the vocabulary.
Facts facts_of(std::span<const std::string> texts, const Vocabulary& vocabulary) {
  Facts facts;
  for (const auto& text : texts) {
    const auto equals = text.find('=');
    const auto name = text.substr(0, equals);
    const auto* spec = vocabulary.fact(name);
    if (equals == std::string::npos || spec == nullptr)
      throw bad_command_line("'" + text + "' is not fact=value", suggestion(name, vocabulary.fact_names()));
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
  for (const auto& decision : rulebook.decisions()) {
    streams.out << decision.name << ": " << text_of(decision.question) << '\n';
    for (const auto& rule : decision.rules)
      streams.out << "  " << padded(rule.id, 16) << ' ' << padded(consequence(decision, rule), 24) << ' '
                  << text_of(rule.because) << '\n';
  }
  return ExitCode::ok;
}

ExitCode rules_show(const Invocation& invocation, const Streams& streams) {
  const auto rulebook = load_rulebook(data_of(invocation));
  if (invocation.arguments.empty())
    throw bad_command_line("rules show needs a rule's id", "'karimen rules list' shows them");
  for (const auto& id : invocation.arguments) {
    bool found = false;
    std::vector<std::string> known;
    for (const auto& decision : rulebook.decisions())
      for (const auto& rule : decision.rules) {
        known.push_back(rule.id);
        if (rule.id != id && decision.name != id) continue;
        found = true;
        show(rulebook.program(), decision, rule, streams.out);
      }
    if (!found) throw bad_command_line("unknown rule '" + id + "'", suggestion(id, known));
  }
  return ExitCode::ok;
}

ExitCode rules_decide(const Invocation& invocation, const Streams& streams) {
  const auto folders = data_of(invocation);
  const auto rulebook = Rulebook::load(folders.rulebook);
  const auto& arguments = invocation.arguments;
  if (arguments.empty())
    throw bad_command_line("rules decide needs a decision", suggestion("", decision_names(rulebook)));
  const auto* decision = rulebook.decision(arguments.front());
  if (decision == nullptr)
    throw bad_command_line("unknown decision '" + arguments.front() + "'",
                           suggestion(arguments.front(), decision_names(rulebook)));
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
  for (const auto& [name, value] : answer.outputs) streams.out << name << " = " << to_string(value) << '\n';
  if (answer.undecided) streams.out << "undecided: " << *answer.undecided << '\n';
  for (const auto& trace : answer.rules) streams.out << "  " << explain(trace) << '\n';
  for (const auto& id : answer.assumptions) streams.out << "  rests on " << id << '\n';
  return answer.undecided ? ExitCode::undecided : ExitCode::ok;
}

ExitCode rules_check(const Invocation& invocation, const Streams& streams) {
  const auto rulebook = load_rulebook(data_of(invocation));
  const auto warnings = check(rulebook);
  for (const auto& each : warnings) streams.err << render(each);
  streams.out << rulebook.decisions().size() << " decisions read, " << warnings.size() << " warnings\n";
  auto problems = check_quotations(invocation, rulebook, streams.out);
  if (!problems.empty()) throw DiagnosticError(std::move(problems));
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
