#include "harness/cli/rules/proof_words.hpp"

#include <algorithm>
#include <ostream>

#include "base/text.hpp"
#include "harness/cli/explain/flip_words.hpp"
#include "harness/cli/explore/exploring.hpp"
#include "harness/explore/solved/solved_walk.hpp"
#include "harness/oracle/proof/invariant_proof.hpp"
#include "harness/oracle/proof/subsumed.hpp"
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
constexpr Bilingual given_up_words{"  {} is proved for {} procedures; the solver gave up on {}\n",
                                   "  {} は手続{}件で証明、{} では決まらない（求解を打ち切った）\n"};
constexpr Bilingual unreached_words{
    "  {} is proved for {} procedures; {} would break it in a state of which no run is known\n",
    "  {} は手続{}件で証明、{} では破れ得るが、その状態に至る手順は不明\n"};
constexpr Bilingual as_scenario_words{"    as a scenario: {}\n", "    シナリオ: {}\n"};
constexpr Bilingual no_scenario_words{"    no persona can be given so: there is no scenario of it\n",
                                      "    この始めの事実をもつ人物はなく、シナリオにならない\n"};
constexpr Bilingual rows_given_up_words{"the solver gave up on whether these rows are needed: {}\n",
                                        "次の行が要るかは決まらない（求解を打ち切った）: {}\n"};

std::string listed(const Facts& facts, const report::Wording& wording) {
  std::string text;
  for (const auto& [name, value] : facts)
    text += (text.empty() ? "" : ", ") + wording.name(name) + " = " + wording.value(to_string(value));
  return text;
}

rules::SolverLimit limit_of(const Invocation& invocation) {
  rules::SolverLimit limit;
  if (invocation.has("limit")) limit.time = std::chrono::milliseconds(invocation.number("limit", 0, 1));
  return limit;
}

std::string few(const std::vector<std::string>& names) {
  constexpr std::size_t most = 6;
  const std::vector<std::string> some(
      names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), most)));
  return joined(some) + (names.size() > most ? ", ... (" + std::to_string(names.size()) + ")" : "");
}

void tell_run(const OneStepRun& run, const report::Wording& wording, std::ostream& out) {
  if (!run.given.empty()) out << wording.say(given_words, {listed(run.given, wording)});
  if (!run.assumptions.empty()) out << wording.say(assumed_words, {listed(run.assumptions, wording)});
  auto inputs = run.step.inputs;
  if (run.step.facility) inputs.insert_or_assign("facility", run.step.facility->name);
  out << wording.say(step_words_of_proof,
                     {wording.name(run.step.procedure), to_string(run.step.at),
                      inputs.empty() ? "" : wording.say(with_words, {listed(inputs, wording)})});
}

void write_run(const InvariantProof& proof, const Rulebook& rulebook, const DataFolders& folders,
               const Invocation& invocation, const Streams& streams) {
  const auto lexicon = lexicon_of(rulebook, folders);
  const auto walk = explore::refuting_walk(*proof.run, proof.name, lexicon, plain_context(rulebook, folders));
  if (!walk) {
    streams.out << no_scenario_words.in(invocation.language);
    return;
  }
  auto id = "REFUTED-" + proof.name;
  std::ranges::replace(id, '_', '-');
  const auto path =
      write_scenario(invocation.get("out"), id, proof.name + '\n', explore::to_yaml(*walk, id, proof.name));
  streams.out << say(as_scenario_words, invocation.language, {path.string()});
}

}  // namespace

std::vector<Diagnostic> tell_subsumed(const Rulebook& rulebook, const Invocation& invocation,
                                      std::ostream& out) {
  std::vector<Diagnostic> found;
  const auto subsumed = find_subsumed(rulebook, limit_of(invocation));
  for (const auto& each : subsumed.rows)
    found.push_back({.where = each.rule->where,
                     .what = each.decision->name + ": " + each.rule->id + " says nothing that " +
                             joined(each.by) + " would not say in its place",
                     .fix = "leave it out, or add 'repeats: " + joined(each.by) + "'",
                     .severity = Severity::warning});
  for (const auto& each : subsumed.needed)
    found.push_back({.where = each.rule->where,
                     .what = each.rule->id + " says that it repeats " + joined(each.by) +
                             ", but without it the table answers otherwise",
                     .fix = "leave 'repeats' out",
                     .severity = Severity::warning});
  if (!subsumed.given_up.empty())
    out << say(rows_given_up_words, invocation.language, {joined(subsumed.given_up)});
  return found;
}

void tell_invariants(const Rulebook& rulebook, const DataFolders& folders, const Invocation& invocation,
                     const Streams& streams) {
  if (rulebook.invariants().empty()) return;
  const auto facilities = facilities_for_oracle(load_facilities(folders.facilities()));
  const auto photographs = photographs_in(folders.photographs());
  const auto proofs = prove_invariants(rulebook, Calendar::load(folders.holidays()),
                                       {facilities, photographs}, limit_of(invocation));
  const report::Wording wording(invocation.language, &rulebook.vocabulary());
  if (proofs.empty()) {
    streams.out << no_solver.in(invocation.language);
    return;
  }
  std::size_t proved = 0, broken = 0, open = 0;
  for (const auto& each : proofs) {
    proved += each.kept == rulebook.procedures().size();
    broken += !each.breaking.empty();
    open += each.breaking.empty() && each.kept < rulebook.procedures().size();
  }
  const auto number = [](std::size_t value) { return std::to_string(value); };
  streams.out << wording.say(invariants_words, {number(proofs.size()), number(rulebook.procedures().size()),
                                                number(proved), number(broken), number(open)});
  for (const auto& each : proofs) {
    if (!each.breaking.empty()) {
      streams.out << wording.say(refuted_words, {each.name, few(each.breaking)});
      tell_run(*each.run, wording, streams.out);
      if (invocation.has("out")) write_run(each, rulebook, folders, invocation, streams);
    }
    if (!each.given_up.empty())
      streams.out << wording.say(given_up_words, {each.name, number(each.kept), few(each.given_up)});
    if (!each.unreached.empty())
      streams.out << wording.say(unreached_words, {each.name, number(each.kept), few(each.unreached)});
  }
}

}  // namespace karimen::harness::cli
