// karimen list: scenarios, with --given the completed facts.
#include <ostream>

#include "base/text.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/run/system_factory.hpp"

namespace karimen::harness::cli {
namespace {

void print_given(const Scenario& scenario, std::ostream& out) {
  for (const auto& [person, facts] : scenario.people) {
    out << "  " << person << ":\n";
    for (const auto& [name, value] : facts)
      out << "    " << padded(name, 42) << ' ' << to_string(value) << '\n';
  }
}

}  // namespace

ExitCode list(const Invocation& invocation, const Streams& streams) {
  const auto folders = data_of(invocation);
  const auto rulebook = load_rulebook(folders);
  const auto scenarios = load_scenarios(selection_of(invocation, folders), lexicon_of(rulebook, folders));
  admit(scenarios, plain_context(rulebook, folders), folders);
  for (const auto& scenario : scenarios) {
    std::string tags;
    for (const auto& tag : scenario.tags) tags += (tags.empty() ? "  [" : ", ") + tag;
    streams.out << scenario.identity() << "  "
                << (scenario.title.en.empty() ? scenario.title.ja : scenario.title.en) << tags
                << (tags.empty() ? "\n" : "]\n");
    if (invocation.has("given")) print_given(scenario, streams.out);
  }
  streams.err << scenarios.size() << " scenarios\n";
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
