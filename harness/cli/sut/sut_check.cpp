// karimen sut check: a system walked through every message, and a table of what it answered.
#include <algorithm>
#include <ostream>

#include "base/phrases/phrasebook.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/sut/hybrid_run.hpp"
#include "harness/port/trial.hpp"

namespace karimen::harness::cli {
namespace {

// The first step of the catalogue that does each procedure, from its scenario's start.
std::map<std::string, port::Example> examples_of(const std::vector<Scenario>& scenarios) {
  std::map<std::string, port::Example> examples;
  for (const auto& scenario : scenarios)
    for (const auto& step : scenario.steps) {
      if (!step.faults.empty() || !step.captures.empty() || examples.contains(step.procedure)) continue;
      examples.try_emplace(step.procedure, port::Example{{.people = scenario.people,
                                                          .assumptions = scenario.assumptions,
                                                          .now = scenario.start(),
                                                          .seed = scenario.identity(),
                                                          .personas = scenario.personas,
                                                          .first_other = scenario.first_other},
                                                         {.procedure = step.procedure,
                                                          .inputs = step.inputs,
                                                          .at = step.at,
                                                          .who = step.who,
                                                          .place = step.place}});
    }
  return examples;
}

std::size_t print(const std::vector<port::Tried>& tried, Language language, std::ostream& out) {
  constexpr Bilingual good{"ok", "可"}, bad{"wrong", "不可"};
  constexpr std::size_t verdict_width = 6, message_width = 38, wanted_width = 44;
  std::size_t wrong = 0;
  for (const auto& each : tried) {
    wrong += each.good ? 0 : 1;
    out << padded((each.good ? good : bad).in(language), verdict_width)
        << padded(translated(each.message, language), message_width) << ' '
        << padded(each.wanted.in(language), wanted_width) << ' '
        << visible_line(translated(each.answered, language)) << '\n';
  }
  return wrong;
}

}  // namespace

ExitCode sut_check(const Invocation& invocation, const Streams& streams) {
  if (invocation.arguments.size() > 1)
    throw bad_command_line("one system at a time", "put its command into quotation marks");
  const auto folders = data_of(invocation);
  const auto rulebook = sound_rulebook(folders);
  auto asked = invocation;
  if (!invocation.arguments.empty()) asked.options["sut"] = invocation.arguments;
  auto setup = setup_of(asked, rulebook.vocabulary());
  if (!setup) throw bad_command_line("no system is named", "karimen sut check CMD, or [sut] in karimen.toml");
  auto catalogue = invocation;
  catalogue.arguments.clear();
  const auto read = load_scenarios(selection_of(catalogue, folders), lexicon_of(rulebook, folders));
  const auto words = port_words(rulebook, folders);
  const auto hosts = builtin_factory("direct", 1, folders);
  const port::Trial::Host host = [&] { return hosts(0); };
  const auto examples = examples_of(read.scenarios);
  const auto tried = port::Trial(host, words, *setup, examples).run();
  const auto wrong = print(tried, invocation.language, streams.out);
  for (const auto& each : tried) {
    if (each.transcript.empty()) continue;
    streams.err << visible_line(translated(each.message, invocation.language)) << '\n';
    for (const auto& line : each.transcript) streams.err << "  " << visible_line(line) << '\n';
  }
  constexpr Bilingual sum{"{} messages, {} answered wrongly\n", "メッセージ{}件、誤った応答{}件\n"};
  streams.out << say(sum, invocation.language, {std::to_string(tried.size()), std::to_string(wrong)});
  return wrong == 0 ? ExitCode::ok : ExitCode::verdict_failed;
}

}  // namespace karimen::harness::cli
