// karimen schema: JSON Schemas of what people write, for editors.
#include "harness/cli/schema/scenario_schema.hpp"

#include <ostream>

#include "base/text.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/subcommands.hpp"

namespace karimen::harness::cli {

ExitCode print_schema(const Invocation& invocation, const Streams& streams) {
  const std::string wanted = invocation.arguments.empty() ? "scenario" : invocation.arguments.front();
  if (wanted != "scenario" || invocation.arguments.size() > 1)
    throw bad_command_line("there is no schema '" + wanted + "'",
                           "'karimen schema scenario' is the one there is");
  const auto folders = data_of(invocation);
  streams.out << scenario_schema(lexicon_of(load_rulebook(folders), folders), invocation.language);
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
