// The command line, taken apart by the table of commands.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/cli/frame/command.hpp"

namespace karimen::harness::cli {

struct Parsed {
  const Command* command = nullptr;  ///< nullptr: print `help`
  Invocation invocation;
  std::string help;
};

/// `arguments` without the program's name. Throws DiagnosticError (bad command line).
[[nodiscard]] Parsed parse(std::span<const Command> commands, std::vector<std::string> arguments);

/// The table of commands, within a screen.
[[nodiscard]] std::string overview(std::span<const Command> commands);
/// The help of one command, within a screen.
[[nodiscard]] std::string help_of(const Command& command);
/// A completion script for bash, zsh or fish, from the same table. Throws DiagnosticError for another shell.
[[nodiscard]] std::string completions(std::span<const Command> commands, const std::string& shell);

}  // namespace karimen::harness::cli
