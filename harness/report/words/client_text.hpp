// A program of somebody else's at the card, in words: what was run, how it ended, what it wrote.
#pragma once

#include <string>

#include "harness/report/words/wording.hpp"

namespace karimen::harness::report {

/// Lines under a step. Of each stream the last `most_lines` are shown, and it is said how many were before.
[[nodiscard]] std::string client_text(const ClientEvent& client, std::size_t most_lines,
                                      const Wording& wording);

/// As many as people read at a terminal.
inline constexpr std::size_t lines_at_terminal = 40;

}  // namespace karimen::harness::report
