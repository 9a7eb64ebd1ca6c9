// karimen rules list | check.
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
  std::vector<Diagnostic> problems;
  std::size_t warnings = 0;
  for (auto& each : found) {
    if (each.severity != Severity::warning) {
      problems.push_back(std::move(each));
      continue;
    }
    ++warnings;
    streams.err << render(each, invocation.language);
  }
  streams.out << say(checked_words, invocation.language,
                     {std::to_string(rulebook.decisions().size()), std::to_string(warnings)});
  for (auto& each : check_quotations(invocation, rulebook, streams.out)) problems.push_back(std::move(each));
  if (!problems.empty()) throw DiagnosticError(std::move(problems));
  tell_invariants(rulebook, folders, invocation, streams);
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
