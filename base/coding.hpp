// Which coding of Japanese text bytes that are no UTF-8 seem to have.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace karimen {

/// A coding, as iconv and a person call it.
struct Coding {
  std::string iconv;  ///< "CP932"
  std::string name;   ///< "CP932 (Shift_JIS)"
};

/// UTF-16 or UTF-32, told by a byte order mark or by where the zero bytes stand.
[[nodiscard]] std::optional<Coding> wide_coding(std::string_view bytes);
/// CP932, EUC-JP or ISO-2022-JP: the one in which all of `bytes` are characters, most of them such as people
/// write. Nothing if there is none.
[[nodiscard]] std::optional<Coding> japanese_coding(std::string_view bytes);

/// `bytes` of a coding in UTF-8; nothing if they are not all characters of it.
[[nodiscard]] std::optional<std::string> decoded(std::string_view bytes, const Coding& coding);

}  // namespace karimen
