// Characters that would not be seen as themselves: control characters, and those that turn a line round.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace karimen {

/// The first one in a text, as "U+001B"; nullopt if there is none.
[[nodiscard]] std::optional<std::string> first_invisible(std::string_view utf8);

/// Whether nothing of a text can be seen: it is empty, or spaces of whatever width, and none.
[[nodiscard]] bool is_blank(std::string_view utf8);

/// A text in which each of them but line ends and tabs is spelled: "\u001B". Safe to print on a terminal.
[[nodiscard]] std::string visible(std::string_view utf8);
/// Likewise, with line ends and tabs spelled, too.
[[nodiscard]] std::string visible_line(std::string_view utf8);
/// How a file is called in what is printed: likewise, and never as a line that a CI takes for a command
/// ("::error::"); that one is "./::error::".
[[nodiscard]] std::string shown_path(std::string_view path);

}  // namespace karimen
