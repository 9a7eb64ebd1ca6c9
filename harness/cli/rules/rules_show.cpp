// karimen rules show: what stands in the rulebook under a name.
#include <ostream>

#include "base/text.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/rules/rule_page.hpp"

namespace karimen::harness::cli {

ExitCode rules_show(const Invocation& invocation, const Streams& streams) {
  const auto rulebook = load_rulebook(data_of(invocation));
  if (invocation.arguments.empty())
    throw bad_command_line(
        "rules show needs the name of a rule, decision, knob, invariant, procedure or code",
        "'karimen rules list' and 'karimen rules vocabulary' show them");
  const report::Wording wording(invocation.language, &rulebook.vocabulary());
  RulePage page(rulebook, wording, streams.out);
  for (const auto& id : invocation.arguments)
    if (!page.show(id))
      throw bad_command_line("unknown rule '" + id + "'",
                             suggestion(id, page.names(), "'karimen rules list'"));
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
