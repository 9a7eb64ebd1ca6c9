// karimen: the table of commands, and one place where errors become words and exit codes.
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <iostream>

#include "harness/cli/library.hpp"
#include "harness/cli/options.hpp"
#include "harness/cli/subcommands.hpp"

namespace karimen::harness::cli {
namespace {

constexpr Option given_option{"given", '\0', "", "show the completed facts of everybody"};

constexpr std::array list_options{given_option, tags_option, name_option, data_option, rulebook_option};
constexpr std::array check_options{tags_option, name_option, data_option, rulebook_option};

constexpr std::array table{
    Command{"list", "[PATH[:LINE]...]", "list scenarios", list_options,
            "  karimen list --given scenarios/dates -k DAT-02\n", list},
    Command{"check", "[PATH...]", "read scenarios and the rulebook without running", check_options,
            "  karimen check                 everything\n  karimen check scenarios/dates\n", check},
};

// 70, 130, 2, 3, 4, 1, 6, 5, 7, 8: the more an exit code says about the others, the earlier it stands.
int worst_exit_code(const std::vector<Diagnostic>& diagnostics) {
  for (const auto code : {ExitCode::internal, ExitCode::interrupted, ExitCode::bad_command_line,
                          ExitCode::invalid_input, ExitCode::nothing_selected, ExitCode::environment})
    for (const auto& each : diagnostics)
      if (each.exit_code == code) return static_cast<int>(code);
  return static_cast<int>(ExitCode::internal);
}

bool coloured(int descriptor) {
  const char* no_color = std::getenv("NO_COLOR");
  return isatty(descriptor) == 1 && (no_color == nullptr || *no_color == '\0');
}

}  // namespace

std::span<const Command> commands() {
  return table;
}

namespace {

int main_of(std::vector<std::string> arguments) {
  const Streams streams{std::cout, std::cerr, coloured(STDOUT_FILENO), coloured(STDERR_FILENO)};
  try {
    const auto parsed = parse(commands(), std::move(arguments));
    if (parsed.command == nullptr) {
      streams.out << parsed.help;
      return 0;
    }
    return static_cast<int>(parsed.command->run(parsed.invocation, streams));
  } catch (const DiagnosticError& error) {
    streams.err << error.what();
    return worst_exit_code(error.diagnostics());
  } catch (const std::exception& error) {
    streams.err << "karimen: a bug of ours: " << error.what() << '\n';
    return static_cast<int>(ExitCode::internal);
  }
}

}  // namespace
}  // namespace karimen::harness::cli

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  return karimen::harness::cli::main_of({argv + 1, argv + argc});
}
