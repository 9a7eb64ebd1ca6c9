// karimen rules decide: what one decision answers, and what it would still need to know.
#include <ostream>

#include "base/phrases/phrasebook.hpp"
#include "base/text.hpp"
#include "harness/cli/explain/flip_words.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/rules/decide_lines.hpp"
#include "harness/cli/rules/said_facts.hpp"
#include "harness/oracle/prediction/explanation.hpp"
#include "harness/oracle/prediction/oracle.hpp"
#include "harness/oracle/rulebook/program.hpp"
#include "harness/report/words/wording.hpp"

namespace karimen::harness::cli {
namespace {

constexpr Bilingual open_line{"{} is undecided: {}\n", "{} は判断不能: {}\n"};
constexpr Bilingual missing_line{"  still to be said: {}\n", "  未指定: {}\n"};
constexpr Bilingual decision_flip_heading{"the smallest change after which the answer is another one:\n",
                                          "答えが変わる最小の変更:\n"};

std::vector<std::string> names_of_decisions(const Rulebook& rulebook) {
  std::vector<std::string> names;
  for (const auto& decision : rulebook.decisions()) names.push_back(decision.name);
  return names;
}

const rules::Decision& decision_asked(const Rulebook& rulebook, const Invocation& invocation) {
  const std::string list = "'karimen rules list'";
  if (invocation.arguments.empty())
    throw bad_command_line("rules decide needs a decision", list + " shows them");
  const auto& name = invocation.arguments.front();
  const auto* decision = rulebook.decision(name);
  if (decision == nullptr)
    throw bad_command_line("unknown decision '" + name + "'",
                           suggestion(name, names_of_decisions(rulebook), list));
  return *decision;
}

// The outputs of `after` that `before` has otherwise; "": none.
std::string different(const Answer& before, const Answer& after, const report::Wording& wording) {
  std::string text;
  const auto add = [&](const std::string& name, const std::string& value) {
    text += (text.empty() ? "" : ", ") + wording.name(name) + " = " + value;
  };
  for (const auto& [name, value] : after.outputs) {
    const auto found = before.outputs.find(name);
    if (found == before.outputs.end() || found->second != value) add(name, wording.value(to_string(value)));
  }
  for (const auto& [name, reason] : after.undecided)
    if (!before.undecided.contains(name)) add(name, wording.value("undecided"));
  return text;
}

}  // namespace

ExitCode rules_decide(const Invocation& invocation, const Streams& streams) {
  const auto folders = data_of(invocation);
  const auto rulebook = sound_rulebook(folders);
  const auto& decision = decision_asked(rulebook, invocation);
  if (invocation.has("facts")) return decide_lines(rulebook, decision, folders, invocation, streams);
  const auto at = moment_asked(invocation.get("at"));
  const auto facilities = load_facilities(folders.facilities());
  SaidFacts said(rulebook, facilities);
  for (std::size_t i = 1; i < invocation.arguments.size(); ++i) said.take(invocation.arguments[i]);
  const auto place = invocation.get("place", said.place.value_or("tokyo"));
  Oracle oracle(rulebook, Calendar::load(folders.holidays()));
  oracle.reset({{"holder", {}}}, {}, at, place);
  const auto ask = [&](const Facts& facts) {
    return oracle.decide(decision.name, "holder", at, place, facts);
  };
  const auto answer = ask(said.facts);
  const auto language = invocation.language;
  const report::Wording wording(language, &rulebook.vocabulary());
  for (const auto& [name, value] : answer.outputs)
    streams.out << wording.name(name) << " = " << wording.value(to_string(value)) << '\n';
  for (const auto& [name, reason] : answer.undecided)
    streams.out << say(open_line, language, {wording.name(name), translated(reason, language)});
  const auto missing = joined(answer.missing, ", ", [&](const auto& name) { return wording.name(name); });
  if (!missing.empty()) streams.out << say(missing_line, language, {missing});
  for (const auto& trace : answer.rules)
    streams.out << "  " << explain(trace, language, &rulebook.vocabulary()) << '\n';
  const FlipWords words(rulebook, wording, false, streams.out);
  if (answer.undecided.empty()) {
    streams.out << decision_flip_heading.in(language);
    words.show(
        oracle.flips(decision.name, "holder", at, place, said.facts, facilities_for_oracle(facilities)),
        [&](const Flip& flip) {
          auto facts = said.facts;
          for (const auto& [name, value] : flip.facts) facts.insert_or_assign(name, value);
          return different(answer, ask(facts), wording);
        });
  }
  words.show_assumptions(
      answer.assumptions,
      [&](const std::string& id) {
        const auto found = said.facts.find("assume." + id);
        return found == said.facts.end() ? rulebook.assumption(id)->initial : found->second;
      },
      [&](const std::string& id, const Value& value) {
        auto facts = said.facts;
        facts.insert_or_assign("assume." + id, value);
        return different(answer, ask(facts), wording);
      });
  return answer.undecided.empty() ? ExitCode::ok : ExitCode::undecided;
}

}  // namespace karimen::harness::cli
