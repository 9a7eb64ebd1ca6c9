#include "base/process/shell_word.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/visible.hpp"

namespace karimen {
namespace {

// Of what is beyond ASCII no shell makes anything; what looks like a blank would be typed as one.
bool is_plain(std::string_view word) {
  constexpr std::string_view plain = "_-./:,+@%=#~^", not_first = "=#~";
  return !word.empty() && not_first.find(word.front()) == std::string_view::npos &&
         std::ranges::all_of(word, [&](char c) {
           const auto byte = static_cast<unsigned char>(c);
           return byte >= 0x80 || (byte >= '0' && byte <= '9') ||
                  ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || plain.find(c) != std::string_view::npos;
         });
}

// Byte by byte: one that cannot be seen may be of several.
std::string escaped(std::string_view word) {
  std::string text = "$'";
  for (const char c : word) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\'' || c == '\\')
      text += std::string("\\") + c;
    else if (byte >= 0x20 && byte < 0x7F)
      text += c;
    else
      text += fmt::format("\\{:03o}", byte);
  }
  return text + '\'';
}

}  // namespace

std::string shell_word(std::string_view utf8) {
  if (first_invisible(utf8)) return escaped(utf8);
  if (is_plain(utf8)) return std::string(utf8);
  std::string text = "'";
  for (const char c : utf8) text += c == '\'' ? "'\\''" : std::string(1, c);
  return text + '\'';
}

std::string shell_path(std::string_view utf8) {
  return shell_word(utf8.starts_with('-') ? "./" + std::string(utf8) : std::string(utf8));
}

}  // namespace karimen
