// karimen rules mutate: rulebooks that are wrong in one place each, and who notices.
#include <algorithm>
#include <array>
#include <map>
#include <ostream>

#include "base/parallel.hpp"
#include "base/text.hpp"
#include "base/yaml/folder.hpp"
#include "harness/cli/frame/interrupt.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/rules/mutant_trial.hpp"
#include "harness/cli/run/report/progress.hpp"
#include "harness/oracle/proof/solver.hpp"

namespace karimen::harness::cli {
namespace {

constexpr Bilingual kind_line{
    "{}: {}; noticed by a scenario {}, under another value of a knob {}, by a check or a proof {}; by nobody "
    "{}\n",
    "{}: {}件、シナリオで判明 {}、前提を変えて判明 {}、検査・証明で判明 {}、生き残り {}\n"};
constexpr Bilingual survivor_line{"{}:{}: {}: {}: {}\n", "{}:{}: {}: {}: {}\n"};
constexpr Bilingual noticed_line{"  {}: {}: {}: {}\n", "  {}: {}: {}: {}\n"};
constexpr std::array<Bilingual, 6> mutant_kinds{{{"turn a comparison", "比較"},
                                                 {"shift a date", "日付"},
                                                 {"drop a row", "行の欠落"},
                                                 {"drop a condition", "条件の欠落"},
                                                 {"swap two outputs", "結果の入替え"},
                                                 {"drop an effect", "効果の欠落"}}};
constexpr Bilingual all_kinds{"all", "全体"};
constexpr Bilingual unsolved_words{"no proof was tried: libz3.so.4 is not here (apt-get install libz3-4)\n",
                                   "証明は試みていない: libz3.so.4 がない（apt-get install libz3-4）\n"};

// Evenly and the same for the same seed, whatever the others are.
std::uint64_t lot(std::uint64_t seed, std::size_t number) {
  auto mixed = seed * 0x9E3779B97F4A7C15U + number * 0xBF58476D1CE4E5B9U;
  mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
  return mixed ^ (mixed >> 31U);
}

std::vector<RuleMutant> wanted_mutants(const std::vector<yaml::Node>& documents,
                                       const Invocation& invocation) {
  auto all = rule_mutants(documents);
  std::vector<std::string> known;
  for (const auto& each : all) known.insert(known.end(), {each.name, each.rule});
  const auto& names = invocation.arguments;
  for (const auto& name : names)
    if (name.empty() || std::ranges::find(known, name) == known.end())
      throw bad_command_line("nothing called '" + name + "' can be mutated",
                             suggestion(name, known, "'karimen rules list'"));
  std::erase_if(all, [&](const RuleMutant& each) {
    return !names.empty() && std::ranges::find(names, each.name) == names.end() &&
           std::ranges::find(names, each.rule) == names.end();
  });
  const auto sample = invocation.number("sample", 0);
  if (sample == 0 || sample >= all.size()) return all;
  const auto seed = invocation.number("seed", 1);
  std::vector<std::pair<std::uint64_t, std::size_t>> lots;
  for (std::size_t i = 0; i < all.size(); ++i) lots.emplace_back(lot(seed, i), i);
  std::ranges::sort(lots);
  lots.resize(sample);
  std::ranges::sort(lots, {}, [](const auto& each) { return each.second; });
  std::vector<RuleMutant> some;
  for (const auto& [drawn, i] : lots) some.push_back(std::move(all[i]));
  return some;
}

struct MutantCounts {
  std::array<std::size_t, 4> by{};
  [[nodiscard]] std::size_t all() const { return by[0] + by[1] + by[2] + by[3]; }
};

}  // namespace

ExitCode rules_mutate(const Invocation& invocation, const Streams& streams) {
  const auto language = invocation.language;
  const auto folders = data_of(invocation);
  const auto rulebook = sound_rulebook(folders);
  const auto documents = yaml::load_files(yaml::all_files_under(folders.rulebook));
  const auto mutants = wanted_mutants(documents, invocation);
  const auto context = plain_context(rulebook, folders);
  auto every = invocation;
  every.arguments.clear();
  const auto lexicon = lexicon_of(rulebook, folders);
  auto read = load_scenarios(selection_of(every, folders), lexicon);
  if (auto problems = problems_of(read.unread); !problems.empty()) throw DiagnosticError(std::move(problems));
  MutantTrial trial(documents, context, read.scenarios);
  const Interrupt interrupt;
  std::vector<MutantVerdict> verdicts(mutants.size());
  {
    Progress progress(mutants.size(), streams, language);
    side_by_side(mutants.size(), [&](std::size_t i) {
      if (interrupt.flag()) return;
      verdicts[i] = trial.judge(mutants[i]);
      ScenarioFinished finished{.id = mutants[i].name};
      if (verdicts[i].by == MutantVerdict::By::nobody) finished.verdict = Verdict::fail;
      progress.around(Event(std::move(finished)), [] {});
    });
  }
  const bool solver = rules::Solver::available();
  for (std::size_t i = 0; solver && i < mutants.size() && !interrupt.flag(); ++i)
    if (verdicts[i].by == MutantVerdict::By::nobody)
      if (auto proved = trial.prove(mutants[i])) verdicts[i] = std::move(*proved);
  if (interrupt.flag()) return ExitCode::interrupted;

  std::array<MutantCounts, mutant_kinds.size()> counts{};
  MutantCounts total;
  for (std::size_t i = 0; i < mutants.size(); ++i) {
    const auto by = static_cast<std::size_t>(verdicts[i].by);
    ++counts[static_cast<std::size_t>(mutants[i].kind)].by[by];
    ++total.by[by];
    const auto& mutant = mutants[i];
    const auto& name = mutant.rule.empty() ? mutant.name : mutant.rule;
    const auto* kind = mutant_kinds[static_cast<std::size_t>(mutant.kind)].in(language);
    if (verdicts[i].by == MutantVerdict::By::nobody)
      streams.out << say(survivor_line, language,
                         {mutant.where.file, std::to_string(mutant.where.line), name, kind, mutant.what});
    else if (invocation.has("verbose"))
      streams.out << say(noticed_line, language, {name, kind, mutant.what, verdicts[i].how});
  }
  if (!solver) streams.err << unsolved_words.in(language);
  const auto tell = [&](const Bilingual& name, const MutantCounts& of) {
    if (of.all() == 0) return;
    const auto number = [](std::size_t value) { return std::to_string(value); };
    streams.out << say(kind_line, language,
                       {name.in(language), number(of.all()), number(of.by[0]), number(of.by[1]),
                        number(of.by[2]), number(of.by[3])});
  };
  for (std::size_t i = 0; i < counts.size(); ++i) tell(mutant_kinds[i], counts[i]);
  tell(all_kinds, total);
  return total.by[3] == 0 ? ExitCode::ok : ExitCode::verdict_failed;
}

}  // namespace karimen::harness::cli
