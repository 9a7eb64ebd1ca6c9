#include "base/coding.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "base/text.hpp"

namespace karimen {
namespace {

struct Mark {
  std::string_view bytes;
  const char* iconv;
  const char* name;
};

// The longer ones first: UTF-32 begins like UTF-16.
constexpr std::array marks{
    Mark{{"\xFF\xFE\0\0", 4}, "UTF-32", "UTF-32"},
    Mark{{"\0\0\xFE\xFF", 4}, "UTF-32", "UTF-32"},
    Mark{{"\xFF\xFE", 2}, "UTF-16", "UTF-16 (little-endian)"},
    Mark{{"\xFE\xFF", 2}, "UTF-16", "UTF-16 (big-endian)"},
};

// How many of the first bytes, of every second one from `first`, are zero.
std::size_t zeroes(std::string_view bytes, std::size_t first) {
  std::size_t count = 0;
  for (auto i = first; i < bytes.size(); i += 2) count += bytes[i] == '\0' ? 1 : 0;
  return count;
}

// Hiragana, katakana and the commoner kanji count for a reading, half-width kana and rare signs against it:
// EUC-JP read as CP932 is full of half-width kana.
int likelihood(std::string_view utf8) {
  int likely = 0;
  for (const auto c : to_code_points(utf8)) {
    if (c >= 0x3041 && c <= 0x30FF)
      likely += 2;
    else if ((c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3001 && c <= 0x3011))
      likely += 1;
    else if (c >= 0x80)
      likely -= 1;
  }
  return likely;
}

}  // namespace

std::optional<Coding> wide_coding(std::string_view bytes) {
  for (const auto& mark : marks)
    if (bytes.starts_with(mark.bytes)) return Coding{mark.iconv, mark.name};
  // ASCII in UTF-16 is a zero in every second byte.
  const auto head = bytes.substr(0, std::min<std::size_t>(bytes.size(), 512));
  const auto even = zeroes(head, 0), odd = zeroes(head, 1), half = head.size() / 2;
  if (half >= 2 && even == 0 && odd * 3 >= half)
    return Coding{"UTF-16LE", "UTF-16 (little-endian, without a byte order mark)"};
  if (half >= 2 && odd == 0 && even * 3 >= half)
    return Coding{"UTF-16BE", "UTF-16 (big-endian, without a byte order mark)"};
  return std::nullopt;
}

std::optional<Coding> japanese_coding(std::string_view bytes) {
  if (bytes.find("\x1B$B") != std::string_view::npos || bytes.find("\x1B$@") != std::string_view::npos)
    return Coding{"ISO-2022-JP", "ISO-2022-JP (JIS)"};
  std::optional<Coding> best;
  int most = 0;
  for (auto& coding : {Coding{"CP932", "CP932 (Shift_JIS)"}, Coding{"EUC-JP", "EUC-JP"}}) {
    const auto text = decoded(bytes, coding);
    if (!text) continue;
    const int likely = likelihood(*text);
    if (likely > most) most = likely, best = coding;
  }
  return best;
}

std::optional<std::string> decoded(std::string_view bytes, const Coding& coding) {
  const auto converter = iconv_open("UTF-8", coding.iconv.c_str());
  // iconv's way of saying that it has no such coding.
  if (reinterpret_cast<std::intptr_t>(converter) == -1) return std::nullopt;
  std::string copy(bytes), text(bytes.size() * 4 + 4, '\0');
  char *from = copy.data(), *to = text.data();
  std::size_t left = copy.size(), room = text.size();
  const bool good = iconv(converter, &from, &left, &to, &room) != static_cast<std::size_t>(-1);
  iconv_close(converter);
  if (!good) return std::nullopt;
  text.resize(text.size() - room);
  return text;
}

}  // namespace karimen
