// A page as it fits a screen.
#pragma once

#include <string>

#include "base/bilingual.hpp"

namespace karimen::harness::cli {

struct Screen {
  std::size_t columns, rows;
};

/// What a screen holds of a page, lines that wrap counted as many and one row left for the prompt: its first
/// lines, how many more there are and how to see them (`command`), and the place in a file with which it
/// ends, if it does. Never less than ten rows.
[[nodiscard]] std::string within_a_screen(const std::string& page, const std::string& command, Screen screen,
                                          Language language);

}  // namespace karimen::harness::cli
