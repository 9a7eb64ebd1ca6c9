#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <numeric>
#include <sstream>
#include <utility>
#include <vector>

namespace karimen {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Wide and Fullwidth blocks of UAX #11 that Japanese text uses, and the emoji planes.
constexpr std::array wide_ranges{
    Range{0x1100, 0x115F},   Range{0x2E80, 0x303E},   Range{0x3041, 0x33FF}, Range{0x3400, 0x4DBF},
    Range{0x4E00, 0x9FFF},   Range{0xA000, 0xA4CF},   Range{0xAC00, 0xD7A3}, Range{0xF900, 0xFAFF},
    Range{0xFE30, 0xFE4F},   Range{0xFF00, 0xFF60},   Range{0xFFE0, 0xFFE6}, Range{0x1F300, 0x1F64F},
    Range{0x20000, 0x2FFFD}, Range{0x30000, 0x3FFFD},
};
// Combining marks, joiners and other format characters, variation selectors (of ideographs: E0100 and on).
constexpr std::array zero_ranges{Range{0x0300, 0x036F},  Range{0x1AB0, 0x1AFF}, Range{0x1DC0, 0x1DFF},
                                 Range{0x200B, 0x200F},  Range{0x202A, 0x202E}, Range{0x2060, 0x2064},
                                 Range{0x20D0, 0x20FF},  Range{0x302A, 0x302F}, Range{0x3099, 0x309A},
                                 Range{0xFE00, 0xFE0F},  Range{0xFE20, 0xFE2F}, Range{0xFEFF, 0xFEFF},
                                 Range{0xE0100, 0xE01EF}};

bool in_any(std::span<const Range> ranges, char32_t c) {
  return std::ranges::any_of(ranges, [c](Range r) { return c >= r.first && c <= r.last; });
}

// Optimal string alignment: Levenshtein, and a swap of neighbours is one edit. Three rows are enough.
std::size_t edits_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before_last = std::exchange(last, row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto substituted = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, substituted});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row.back();
}

// ASCII alone: of other letters nothing changes.
std::string in_lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

constexpr std::size_t most_listed = 20, nearest_listed = 5;

std::size_t longest_common_part(std::string_view a, std::string_view b) {
  std::vector<std::size_t> last(b.size() + 1), row(b.size() + 1);
  std::size_t longest = 0;
  for (const char c : a) {
    for (std::size_t j = 1; j <= b.size(); ++j) row[j] = c == b[j - 1] ? last[j - 1] + 1 : 0;
    longest = std::max(longest, *std::ranges::max_element(row));
    std::swap(last, row);
  }
  return longest;
}

// Those that share most with `word`: what they have in common counts twice, each edit once.
std::vector<std::string> nearest_words(std::string_view word, std::span<const std::string> known,
                                       std::size_t count) {
  const auto lower = in_lower_case(word);
  std::vector<std::pair<std::ptrdiff_t, std::size_t>> order;
  for (std::size_t i = 0; i < known.size(); ++i) {
    const auto each = in_lower_case(known[i]);
    order.emplace_back(static_cast<std::ptrdiff_t>(edits_between(lower, each)) -
                           2 * static_cast<std::ptrdiff_t>(longest_common_part(lower, each)),
                       i);
  }
  std::ranges::sort(order);
  std::vector<std::string> nearest;
  for (std::size_t i = 0; i < std::min(count, order.size()); ++i) nearest.push_back(known[order[i].second]);
  return nearest;
}

}  // namespace

std::u32string to_code_points(std::string_view utf8) {
  std::u32string result;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<std::uint8_t>(utf8[i]);
    const int length = lead < 0x80                   ? 1
                       : lead >= 0xF0 && lead < 0xF5 ? 4
                       : lead >= 0xE0                ? 3
                       : lead >= 0xC2                ? 2
                                                     : 0;
    char32_t c = length == 1 ? lead : lead & (0x7F >> length);
    bool good = length > 0 && lead < 0xF5 && i + length <= utf8.size();
    for (int k = 1; good && k < length; ++k) {
      const auto next = static_cast<std::uint8_t>(utf8[i + k]);
      good = (next & 0xC0) == 0x80;
      c = c << 6 | (next & 0x3F);
    }
    result += good ? c : U'\uFFFD';
    i += good ? length : 1;
  }
  return result;
}

std::string to_utf8(std::u32string_view code_points) {
  std::string text;
  for (auto c : code_points) {
    if (c < 0x80) {
      text += static_cast<char>(c);
    } else if (c < 0x800) {
      text += static_cast<char>(0xC0 | c >> 6);
      text += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
      text += static_cast<char>(0xE0 | c >> 12);
      text += static_cast<char>(0x80 | (c >> 6 & 0x3F));
      text += static_cast<char>(0x80 | (c & 0x3F));
    } else {
      text += static_cast<char>(0xF0 | c >> 18);
      text += static_cast<char>(0x80 | (c >> 12 & 0x3F));
      text += static_cast<char>(0x80 | (c >> 6 & 0x3F));
      text += static_cast<char>(0x80 | (c & 0x3F));
    }
  }
  return text;
}

std::size_t display_width(std::string_view utf8) {
  std::size_t width = 0;
  for (auto c : to_code_points(utf8)) width += in_any(zero_ranges, c) ? 0 : in_any(wide_ranges, c) ? 2 : 1;
  return width;
}

std::string first_characters(std::string_view utf8, int count) {
  const auto all = to_code_points(utf8);
  return to_utf8(std::u32string_view(all).substr(0, static_cast<std::size_t>(std::max(count, 0))));
}

std::string padded(std::string_view utf8, std::size_t width) {
  const auto used = display_width(utf8);
  return std::string(utf8) + std::string(used < width ? width - used : 0, ' ');
}

// In whatever case it was typed; of two words that are then as near, the one with more of its capitals.
std::string nearest_word(std::string_view word, std::span<const std::string> known) {
  const auto lower = in_lower_case(word);
  std::string best;
  std::pair<std::size_t, std::size_t> best_distance{std::max<std::size_t>(1, word.size() / 3) + 1, 0};
  for (const auto& candidate : known) {
    const auto distance = edits_between(lower, in_lower_case(candidate));
    if (distance > best_distance.first) continue;
    if (const std::pair both{distance, edits_between(word, candidate)}; both < best_distance) {
      best_distance = both;
      best = candidate;
    }
  }
  return best;
}

std::string suggestion(std::string_view word, std::span<const std::string> known, std::string_view all) {
  if (const auto near = nearest_word(word, known); !near.empty()) return "did you mean '" + near + "'?";
  const bool few = known.size() <= most_listed;
  const auto shown =
      few ? std::vector<std::string>(known.begin(), known.end()) : nearest_words(word, known, nearest_listed);
  const auto listed = joined(shown);
  if (few) return "one of: " + listed;
  const auto count = std::to_string(known.size());
  if (all.empty()) return "the nearest of " + count + ": " + listed;
  return "the nearest of " + count + ": " + listed + "; " + std::string(all) + " lists them all";
}

bool needs_no_escape(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; });
}

std::vector<std::string> words_in(const std::string& line) {
  std::istringstream words(line);
  return {std::istream_iterator<std::string>(words), {}};
}

}  // namespace karimen
