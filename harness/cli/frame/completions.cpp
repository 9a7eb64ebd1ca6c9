// karimen completions SHELL: from the table that parsing and help use.
#include <algorithm>
#include <ostream>

#include "harness/cli/frame/completion_scripts.hpp"
#include "harness/cli/frame/subcommands.hpp"

namespace karimen::harness::cli {
namespace {

struct Shell {
  const char* name;
  std::string (*script)(std::span<const Command> commands);
};
constexpr Shell shells[] = {{"bash", bash_completions}, {"zsh", zsh_completions}, {"fish", fish_completions}};

}  // namespace

ExitCode print_completions(const Invocation& invocation, const Streams& streams) {
  const auto name = invocation.arguments.empty() ? std::string("bash") : invocation.arguments.front();
  const auto* shell = std::ranges::find(shells, name, &Shell::name);
  if (shell == std::end(shells))
    throw bad_command_line("no completions for the shell '" + name + "'", "one of: bash, zsh, fish");
  streams.out << shell->script(commands());
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
