#include "sim/blueprint/image.hpp"

#include <array>

#include "base/text.hpp"
#include "sim/blueprint/png.hpp"
#include "sim/crypto/hash.hpp"

namespace karimen::sim::blueprint {
namespace {

// Three by five dots a digit, one row in three bits, the top row first.
constexpr std::array<std::array<int, 5>, 10> font{{{7, 5, 5, 5, 7},
                                                   {2, 6, 2, 2, 7},
                                                   {7, 1, 7, 4, 7},
                                                   {7, 1, 7, 1, 7},
                                                   {5, 5, 7, 1, 1},
                                                   {7, 4, 7, 1, 7},
                                                   {7, 4, 7, 5, 7},
                                                   {7, 1, 2, 2, 2},
                                                   {7, 5, 7, 5, 7},
                                                   {7, 5, 7, 1, 7}}};

/// One digit in a cell of 6×12: dots one wide and two high.
void draw_digit(Bitmap& bitmap, int left, char digit) {
  const auto& rows = font.at(static_cast<std::size_t>(digit - '0'));
  for (int y = 0; y < 10; ++y)
    for (int x = 0; x < 3; ++x)
      if ((rows[static_cast<std::size_t>(y / 2)] >> (2 - x) & 1) != 0) bitmap.blacken(left + x + 1, y + 1);
}

/// A pattern of 5×5 blocks of 2×2 dots.
void draw_pattern(Bitmap& bitmap, int left, char32_t character) {
  if (character == U'　' || character == U' ') return;
  const auto hash = crypto::sha256(to_bytes(to_utf8(std::u32string_view(&character, 1))));
  for (int block = 0; block < 25; ++block) {
    if ((hash[static_cast<std::size_t>(block)] & 1) == 0) continue;
    for (int dot = 0; dot < 4; ++dot)
      bitmap.blacken(left + 1 + block % 5 * 2 + dot % 2, 1 + block / 5 * 2 + dot / 2);
  }
}

}  // namespace

Bytes digits_image(std::string_view digits, bool blank) {
  Bitmap bitmap(static_cast<int>(digits.size()) * 6, 12);
  for (std::size_t i = 0; !blank && i < digits.size(); ++i)
    draw_digit(bitmap, static_cast<int>(i) * 6, digits[i]);
  return to_png(bitmap);
}

Bytes text_image(std::string_view utf8, bool blank) {
  const auto characters = to_code_points(utf8);
  Bitmap bitmap(static_cast<int>(characters.size()) * 12, 12);
  for (std::size_t i = 0; !blank && i < characters.size(); ++i)
    draw_pattern(bitmap, static_cast<int>(i) * 12, characters[i]);
  return to_png(bitmap);
}

}  // namespace karimen::sim::blueprint
