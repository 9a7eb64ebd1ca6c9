// UTF-8 text: decoding, width on a terminal, and the nearest known word.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace karimen {

/// Decodes UTF-8. Malformed bytes become U+FFFD, one per byte; nothing throws.
[[nodiscard]] std::u32string to_code_points(std::string_view utf8);
[[nodiscard]] std::string to_utf8(std::u32string_view code_points);

/// Columns on a terminal: 0 for combining marks, 2 for East Asian Wide and Fullwidth, else 1.
[[nodiscard]] std::size_t display_width(std::string_view utf8);

/// The first `count` characters (code points); all of them if there are fewer, none if count ≤ 0.
[[nodiscard]] std::string first_characters(std::string_view utf8, int count);

/// `utf8` with spaces appended up to `width` columns.
[[nodiscard]] std::string padded(std::string_view utf8, std::size_t width);

/// Whether JSON writes it as it is: printable ASCII without quotation marks and backslashes.
[[nodiscard]] bool needs_no_escape(std::string_view text);

/// What stands between blanks and tabs.
[[nodiscard]] std::vector<std::string> words_in(const std::string& line);

/// Texts with `between` between them; `spell` gives the text of each.
template <typename Range, typename Spell = std::identity>
[[nodiscard]] std::string joined(const Range& texts, std::string_view between = ", ", Spell spell = {}) {
  std::string all;
  bool first = true;
  for (const auto& each : texts) {
    if (!std::exchange(first, false)) all += between;
    all += std::invoke(spell, each);
  }
  return all;
}

/// The known word nearest to `word` in whatever case, or "" if none is within a third of its length, at
/// least 1. One edit is a character inserted, left out or replaced, or two neighbours swapped (optimal string
/// alignment).
[[nodiscard]] std::string nearest_word(std::string_view word, std::span<const std::string> known);

/// "did you mean X?"; without a near word "one of: a, b, c", and of more than twenty the five nearest:
/// "the nearest of 200: a, b, c, d, e". `all` is the command that lists them: "'karimen rules list'". For
/// Diagnostic::fix.
[[nodiscard]] std::string suggestion(std::string_view word, std::span<const std::string> known,
                                     std::string_view all = "");

}  // namespace karimen
