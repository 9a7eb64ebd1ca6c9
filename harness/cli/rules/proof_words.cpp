#include "harness/cli/rules/proof_words.hpp"

#include <algorithm>
#include <ostream>

#include "base/text.hpp"
#include "harness/cli/explain/flip_words.hpp"
#include "harness/oracle/proof/invariant_proof.hpp"
#include "harness/oracle/rulebook/program.hpp"

namespace karimen::harness::cli {
namespace {

constexpr Bilingual no_solver{"invariants are not proved: libz3.so.4 is not here (apt-get install libz3-4)\n",
                              "不変条件は証明していない: libz3.so.4 がない（apt-get install libz3-4）\n"};
constexpr Bilingual invariants_words{
    "{} invariants over {} procedures: {} proved, {} broken by a run, {} not decided for some procedure\n",
    "不変条件{}件、手続{}件: 証明{}件、反例あり{}件、決まらない手続あり{}件\n"};
constexpr Bilingual refuted_words{"  {} is broken by {}; the shortest run:\n",
                                  "  {} は {} で破れる。最短の反例:\n"};
constexpr Bilingual given_words{"    given {}\n", "    始めの事実 {}\n"};
constexpr Bilingual assumed_words{"    under {}\n", "    前提 {}\n"};
constexpr Bilingual step_words_of_proof{"    then {} at {}{}\n", "    手続 {}、{}{}\n"};
constexpr Bilingual with_words{" with {}", "、入力 {}"};
constexpr Bilingual undecided_words_of_proof{"  {} is proved for {} procedures, not decided for {}\n",
                                             "  {} は手続{}件で証明、{} では決まらない\n"};

std::string listed(const Facts& facts, const report::Wording& wording) {
  std::string text;
  for (const auto& [name, value] : facts)
    text += (text.empty() ? "" : ", ") + wording.name(name) + " = " + wording.value(to_string(value));
  return text;
}

std::string few(const std::vector<std::string>& names) {
  constexpr std::size_t most = 6;
  const std::vector<std::string> some(
      names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), most)));
  return joined(some) + (names.size() > most ? ", ... (" + std::to_string(names.size()) + ")" : "");
}

void tell_run(const BreakingRun& run, const report::Wording& wording, std::ostream& out) {
  if (!run.given.empty()) out << wording.say(given_words, {listed(run.given, wording)});
  if (!run.assumptions.empty()) out << wording.say(assumed_words, {listed(run.assumptions, wording)});
  auto inputs = run.step.inputs;
  if (run.step.facility) inputs.insert_or_assign("facility", run.step.facility->name);
  out << wording.say(step_words_of_proof,
                     {wording.name(run.step.procedure), to_string(run.step.at),
                      inputs.empty() ? "" : wording.say(with_words, {listed(inputs, wording)})});
}

}  // namespace

void tell_invariants(const Rulebook& rulebook, const DataFolders& folders, const Invocation& invocation,
                     const Streams& streams) {
  if (rulebook.invariants().empty()) return;
  const auto facilities = facilities_for_oracle(load_facilities(folders.facilities()));
  rules::SolverLimit limit;
  if (invocation.has("limit")) limit.time = std::chrono::milliseconds(invocation.number("limit", 0, 1));
  const auto proofs = prove_invariants(rulebook, Calendar::load(folders.holidays()), facilities, limit);
  const report::Wording wording(invocation.language, &rulebook.vocabulary());
  if (proofs.empty()) {
    streams.out << no_solver.in(invocation.language);
    return;
  }
  std::size_t proved = 0, broken = 0, open = 0;
  for (const auto& each : proofs) {
    proved += each.breaking.empty() && each.undecided.empty();
    broken += !each.breaking.empty();
    open += each.breaking.empty() && !each.undecided.empty();
  }
  const auto number = [](std::size_t value) { return std::to_string(value); };
  streams.out << wording.say(invariants_words, {number(proofs.size()), number(rulebook.procedures().size()),
                                                number(proved), number(broken), number(open)});
  for (const auto& each : proofs) {
    if (!each.breaking.empty()) {
      streams.out << wording.say(refuted_words, {each.name, few(each.breaking)});
      tell_run(*each.run, wording, streams.out);
    }
    if (!each.undecided.empty())
      streams.out << wording.say(undecided_words_of_proof,
                                 {each.name, number(each.kept), few(each.undecided)});
  }
}

}  // namespace karimen::harness::cli
