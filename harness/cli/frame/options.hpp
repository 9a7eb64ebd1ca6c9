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
/// The help of one command, within a screen; `all`: with all that is to say of each option, for `--help all`.
[[nodiscard]] std::string help_of(const Command& command, bool all = false);
/// Whether one of its options is not for every day: the short help only names those.
[[nodiscard]] bool has_topics(const Command& command);
/// Its own, and those of every command.
[[nodiscard]] std::vector<Option> options_of(const Command& command);
/// The commands whose first word that is, of those with two: "card" -> "card new", "card show", ...
[[nodiscard]] std::vector<const Command*> members_of(std::span<const Command> commands,
                                                     const std::string& group);

}  // namespace karimen::harness::cli
