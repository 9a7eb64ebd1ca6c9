// Whether the quotes of the rules stand in their sources.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "harness/oracle/rulebook/program.hpp"

namespace karimen::harness::rules {

/// Compatibility forms as their plain characters (what NFKC does to full-width ASCII, ideographic spaces,
/// circled numbers, half-width kana and their voicing marks), white space removed.
[[nodiscard]] std::string normalised(std::string_view text);

/// A diagnostic for every quote that is not in its file, and for every file that cannot be read.
[[nodiscard]] std::vector<Diagnostic> missing_quotes(const Program& program,
                                                     const std::filesystem::path& sources);

}  // namespace karimen::harness::rules
