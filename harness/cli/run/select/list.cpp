// karimen list: scenarios, with --given the completed facts.
#include <map>
#include <ostream>
#include <span>

#include "base/text.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/shard.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/run/system_factory.hpp"
#include "harness/report/words/wording.hpp"

namespace karimen::harness::cli {
namespace {

void print_given(const Scenario& scenario, const report::Wording& wording, std::ostream& out) {
  const std::size_t width = wording.language() == Language::ja ? 76 : 42;
  for (const auto& [person, facts] : scenario.people) {
    out << "  " << person << ":\n";
    for (const auto& [name, value] : facts.all())
      out << "    " << padded(wording.name(name), width) << ' ' << wording.value(to_string(value)) << '\n';
  }
}

void print_tags(std::span<const Scenario> scenarios, Language language, std::ostream& out) {
  std::map<std::string, std::size_t> tags;
  for (const auto& scenario : scenarios)
    for (const auto& tag : scenario.tags) ++tags[tag];
  constexpr Bilingual count{"{}\t{} scenarios\n", "{}\tシナリオ{}件\n"};
  for (const auto& [tag, number] : tags) out << say(count, language, {tag, std::to_string(number)});
}

// What is not run, or known to fail.
std::string ending(const Scenario& scenario, Language language) {
  if (!scenario.skip.empty()) return "  skip: " + scenario.skip.in(language);
  return scenario.xfail ? "  xfail: " + scenario.xfail->reason.in(language) : "";
}

}  // namespace

ExitCode list(const Invocation& invocation, const Streams& streams) {
  const auto folders = data_of(invocation);
  const auto rulebook = load_rulebook(folders);
  auto lexicon = lexicon_of(rulebook, folders);
  lexicon.most_cases = most_cases_of(invocation);
  auto read = load_scenarios(selection_and_shard_of(invocation, folders, streams.err), lexicon);
  admit(read, plain_context(rulebook, folders), folders);
  const auto& [scenarios, unread] = read;
  if (invocation.has("tag-names")) {
    print_tags(scenarios, invocation.language, streams.out);
    if (!unread.empty()) throw DiagnosticError(problems_of(unread));
    return ExitCode::ok;
  }
  const report::Wording wording(invocation.language, &rulebook.vocabulary());
  for (const auto& scenario : scenarios) {
    std::string tags;
    for (const auto& tag : scenario.tags) tags += (tags.empty() ? "  [" : ", ") + tag;
    streams.out << scenario.identity() << "  " << scenario.title.in(invocation.language) << tags
                << (tags.empty() ? "" : "]") << ending(scenario, invocation.language) << '\n';
    if (invocation.has("given")) print_given(scenario, wording, streams.out);
  }
  constexpr Bilingual count{"{} scenarios\n", "シナリオ{}件\n"};
  streams.err << say(count, invocation.language, {std::to_string(scenarios.size())});
  if (!unread.empty()) throw DiagnosticError(problems_of(unread));
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
