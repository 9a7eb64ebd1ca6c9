// A page as it fits a screen.
#pragma once

#include <string>

#include "base/bilingual.hpp"

namespace karimen::harness::cli {

/// What a screen holds of a page, lines that wrap counted as many: its first lines, how many more there are
/// and how to see them (`command`), and the place in a file with which it ends, if it does.
[[nodiscard]] std::string within_a_screen(const std::string& page, const std::string& command,
                                          std::size_t columns, Language language);

}  // namespace karimen::harness::cli
