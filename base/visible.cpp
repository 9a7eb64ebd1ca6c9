#include "base/visible.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace karimen {
namespace {

// C0, DEL and C1; line and paragraph separators; bidirectional overrides and isolates.
bool is_invisible(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

// Unicode's White_Space beyond ASCII, and what has no width: joiners, word joiner, byte order mark.
bool is_space(char32_t c) {
  return c == 0x20 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200F) || c == 0x202F ||
         c == 0x205F || c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

// C2 and E2 begin those beyond ASCII.
bool may_be_invisible(std::string_view utf8) {
  return std::ranges::any_of(utf8, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xE2;
  });
}

std::string spelled(std::string_view utf8, std::u32string_view kept) {
  if (!may_be_invisible(utf8)) return std::string(utf8);
  std::string text;
  for (const auto c : to_code_points(utf8)) {
    if (is_invisible(c) && kept.find(c) == std::u32string_view::npos)
      text += fmt::format("\\u{:04X}", static_cast<std::uint32_t>(c));
    else
      text += to_utf8(std::u32string_view(&c, 1));
  }
  return text;
}

}  // namespace

std::optional<std::string> first_invisible(std::string_view utf8) {
  for (const auto c : to_code_points(utf8))
    if (is_invisible(c)) return fmt::format("U+{:04X}", static_cast<std::uint32_t>(c));
  return std::nullopt;
}

bool is_blank(std::string_view utf8) {
  return std::ranges::all_of(to_code_points(utf8), [](char32_t c) { return is_space(c) || is_invisible(c); });
}

std::string visible(std::string_view utf8) {
  return spelled(utf8, U"\n\t");
}

std::string visible_line(std::string_view utf8) {
  return spelled(utf8, U"");
}

std::string shown_path(std::string_view path) {
  const auto first = path.substr(std::min(path.find_first_not_of(' '), path.size()));
  return (first.starts_with("::") || first.starts_with("##") ? "./" : "") + visible_line(path);
}

}  // namespace karimen
