// In which language a command speaks: one pair of options of all commands, and one rule for what they leave
// open.
#pragma once

#include <array>
#include <span>
#include <string>

#include "base/bilingual.hpp"
#include "harness/cli/frame/command.hpp"

namespace karimen::harness::cli {

/// Of every command.
inline constexpr std::array language_options{
    Option{"language", '\0', "en|ja", "of what is said (default: as the locale)"},
    Option{"ja", '\0', "", "in Japanese: --language ja"}};

/// What the locale asks for: Japanese if the first of LC_ALL, LC_MESSAGES and LANG that is set begins with
/// "ja", else English.
[[nodiscard]] Language language_of_locale();
/// Of a command line, also of one that cannot be understood otherwise.
[[nodiscard]] Language language_of(std::span<const std::string> arguments);
/// Throws DiagnosticError (bad command line): another language, or both of them.
[[nodiscard]] Language language_of(const Invocation& invocation);

}  // namespace karimen::harness::cli
