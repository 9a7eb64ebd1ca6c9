// karimen completions SHELL: from the table that parsing and help use.
#include <ostream>

#include "harness/cli/frame/options.hpp"
#include "harness/cli/frame/subcommands.hpp"

namespace karimen::harness::cli {

ExitCode print_completions(const Invocation& invocation, const Streams& streams) {
  streams.out << completions(commands(),
                             invocation.arguments.empty() ? "bash" : invocation.arguments.front());
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
