// Words of commands that somebody is told to type.
#pragma once

#include <string>
#include <string_view>

namespace karimen {

/// A word as a shell reads it as one: as it is where that is safe, else in quotation marks; with control
/// characters as $'a\033b', which bash, ksh and zsh know. Whatever it holds is safe to print on a terminal.
[[nodiscard]] std::string shell_word(std::string_view utf8);
/// Likewise a path; one that begins as options do is told from here, "./-x".
[[nodiscard]] std::string shell_path(std::string_view utf8);

}  // namespace karimen
