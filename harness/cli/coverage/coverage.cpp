// karimen coverage: what runs have shown of the rulebook, from the files of all shards.
#include "harness/cli/coverage/coverage_file.hpp"
#include "harness/cli/coverage/coverage_report.hpp"
#include "harness/cli/frame/outputs.hpp"
#include "harness/cli/frame/subcommands.hpp"

namespace karimen::harness::cli {

ExitCode show_coverage(const Invocation& invocation, const Streams& streams) {
  if (invocation.arguments.empty())
    throw bad_command_line("'karimen coverage' takes files of coverage",
                           "write one with 'karimen run --coverage=FILE'");
  check_coverage_gate(invocation);
  must_not_be_read(invocation.get("output"), invocation.arguments);
  CoverageFile whole;
  for (const auto& name : invocation.arguments) {
    const auto part = read_coverage(name);
    if (!whole.rulebook.empty() && part.rulebook != whole.rulebook)
      throw DiagnosticError(
          Diagnostic{.where = {name, 1, 0},
                     .what = "this is the coverage of another rulebook than " + invocation.arguments.front(),
                     .fix = "run all parts with one rulebook"});
    whole.rulebook = part.rulebook;
    whole.coverage.take(part.coverage);
  }
  CoverageView view{.names = invocation.all("name")};
  if (invocation.has("all")) view.most_holes = 0;
  const auto seen = seen_in(whole.coverage, view);
  if (seen.goals.empty())
    throw DiagnosticError(Diagnostic{.what = "no goal has that in its name",
                                     .fix = "leave out -k, or name a rule, a table or a procedure",
                                     .exit_code = ExitCode::nothing_selected});
  print_coverage(seen, view, invocation.language, streams.out);
  if (invocation.has("output")) write_coverage(whole, invocation.get("output"));
  return coverage_gate(seen, invocation, streams.err);
}

}  // namespace karimen::harness::cli
