// karimen rules list | check.
#include <algorithm>
#include <iterator>
#include <ostream>

#include "base/text.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/rules/proof_words.hpp"
#include "harness/cli/rules/quotations.hpp"
#include "harness/oracle/prediction/explanation.hpp"
#include "harness/oracle/rulebook/check.hpp"

namespace karimen::harness::cli {
namespace {

constexpr Bilingual checked_words{"{} decisions read, {} warnings\n", "決定表{}件を読んだ、警告{}件\n"};

constexpr Bilingual facts_words{"{} facts: {} observed, {} derived, {} the oracle's own: {}\n",
                                "事実{}件: 観測{}件、導出{}件、オラクルだけのもの{}件: {}\n"};

// What no system can be held to stands here by its name, so that a fact that lost its channel is seen.
void tell_facts(const Vocabulary& vocabulary, const Invocation& invocation, std::ostream& out) {
  std::size_t observed = 0, derived = 0;
  std::vector<std::string> own;
  for (const auto& fact : vocabulary.facts()) {
    if (fact.observe != Channel::unobserved)
      ++observed;
    else if (fact.derive)
      ++derived;
    else
      own.push_back(fact.name);
  }
  const auto number = [](std::size_t value) { return std::to_string(value); };
  out << say(facts_words, invocation.language,
             {number(vocabulary.facts().size()), number(observed), number(derived), number(own.size()),
              joined(own)});
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

ExitCode rules_check(const Invocation& invocation, const Streams& streams) {
  const auto folders = data_of(invocation);
  const auto rulebook = load_rulebook(folders);
  auto found = check(rulebook);
  // What is broken is told before anything is proved of it.
  if (std::ranges::none_of(found, [](auto& each) { return each.severity != Severity::warning; }))
    std::ranges::move(tell_subsumed(rulebook, invocation, streams.out), std::back_inserter(found));
  std::vector<Diagnostic> problems;
  std::size_t warnings = 0;
  for (auto& each : found) {
    if (each.severity != Severity::warning) {
      problems.push_back(std::move(each));
      continue;
    }
    ++warnings;
    streams.err << render_within(each, invocation.language, streams.columns_err);
  }
  streams.out << say(checked_words, invocation.language,
                     {std::to_string(rulebook.decisions().size()), std::to_string(warnings)});
  tell_facts(rulebook.vocabulary(), invocation, streams.out);
  for (auto& each : check_quotations(invocation, rulebook, streams.out)) problems.push_back(std::move(each));
  if (!problems.empty()) throw DiagnosticError(std::move(problems));
  tell_invariants(rulebook, folders, invocation, streams);
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
