// karimen explain: any word that a report names.
#include <algorithm>
#include <ostream>

#include "base/text.hpp"
#include "harness/cli/explain/step_explanation.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/rules/rule_page.hpp"
#include "harness/cli/rules/word_lists.hpp"
#include "harness/workshop/card/explanation.hpp"

namespace karimen::harness::cli {
namespace {

constexpr Bilingual value_words{"{}  {}\n", "{}  {}\n"},
    value_of{"  a value of {}\n", "  次の事実の値: {}\n"};

// A value, of which facts.
bool show_value(const Rulebook& rulebook, const std::string& word, Language language, std::ostream& out) {
  const auto& vocabulary = rulebook.vocabulary();
  std::vector<std::string> facts;
  for (const auto& fact : vocabulary.facts())
    if (std::ranges::count(fact.type.words, word) > 0) facts.push_back(fact.name);
  if (facts.empty()) return false;
  out << say(value_words, language, {word, vocabulary.word(word).in(language)});
  constexpr std::size_t most_facts = 12;
  const auto more = facts.size() > most_facts ? facts.size() - most_facts : 0;
  facts.resize(facts.size() - more);
  out << say(value_of, language, {joined(facts) + (more > 0 ? ", ... (" + std::to_string(more) + ")" : "")});
  return true;
}

}  // namespace

ExitCode explain_words(const Invocation& invocation, const Streams& streams) {
  if (invocation.arguments.empty())
    throw bad_command_line("'karimen explain' takes words that reports name",
                           "for example: karimen explain INHERIT-11 A-10 6A88, or a step: last/INH-20:2");
  const auto folders = data_of(invocation);
  const auto rulebook = load_rulebook(folders);
  const auto& vocabulary = rulebook.vocabulary();
  const auto language = invocation.language;
  const report::Wording wording(language, &vocabulary);
  RulePage page(rulebook, wording, streams.out);
  for (const auto& word : invocation.arguments) {
    if (names_a_step(word)) {
      explain_step(step_named(word, invocation, sound_rulebook(folders), folders), invocation, folders,
                   streams);
    } else if (const auto status = workshop::status_word_of(word)) {
      streams.out << workshop::explain_status(*status, language);
    } else if (const auto* fact = vocabulary.fact(word)) {
      show_fact(rulebook, *fact, language, streams.out);
    } else if (!page.show(word) && !show_value(rulebook, word, language, streams.out)) {
      auto known = page.names();
      for (const auto& name : vocabulary.fact_names()) known.push_back(name);
      throw bad_command_line("nothing is called '" + word + "'",
                             suggestion(word, known, "'karimen rules vocabulary'"));
    }
  }
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
