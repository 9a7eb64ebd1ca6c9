// Events as any report may show them: whatever a scenario, a system, a program or a file's name says, it is
// UTF-8 that commands no terminal and no log of a CI system.
#pragma once

#include "harness/runner/event/event.hpp"

namespace karimen::harness::report {

/// Control characters and such as turn a line round are spelled, "\u001B"; where a text is one line, line
/// ends and tabs, too; bytes that are no UTF-8, and what XML does not know, become U+FFFD. A line that would
/// begin a command of a CI system ("::error", "##[group]") begins with "\u003A" or "\u0023" instead.
[[nodiscard]] std::string plain_text(std::string text);
[[nodiscard]] std::string plain_line(std::string text);

[[nodiscard]] Event plain(Event event);

}  // namespace karimen::harness::report
