// The images of the card face (chip.md C.4). emulator-defined: digits have a small font; other characters are
// drawn as patterns of their own, because no Japanese font is at hand. The same text gives the same image.
#pragma once

#include <string_view>

#include "base/bytes.hpp"

namespace karimen::sim::blueprint {

/// PNG with 6×12 dots a digit: 72×12 for an individual number, 24×12 for a security code.
[[nodiscard]] Bytes digits_image(std::string_view digits, bool blank);
/// PNG with 12×12 dots a character.
[[nodiscard]] Bytes text_image(std::string_view utf8, bool blank);

}  // namespace karimen::sim::blueprint
