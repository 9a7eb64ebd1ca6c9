// Completion scripts: commands, options, and the words that a value can be; files elsewhere.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "harness/cli/frame/command.hpp"

namespace karimen::harness::cli {

[[nodiscard]] std::string bash_completions(std::span<const Command> commands);
[[nodiscard]] std::string zsh_completions(std::span<const Command> commands);
[[nodiscard]] std::string fish_completions(std::span<const Command> commands);

/// First words of the commands, each once, in their order.
[[nodiscard]] std::vector<std::string> first_words(std::span<const Command> commands);
/// What is said of a first word: the help of the command, or of the group's first one and how many there are.
[[nodiscard]] std::string help_of_first(std::span<const Command> commands, const std::string& first);

/// `text` with `escape` before each of `characters`.
[[nodiscard]] std::string escaped(std::string_view text, std::string_view characters,
                                  std::string_view escape);

}  // namespace karimen::harness::cli
