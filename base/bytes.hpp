// Bytes and their hexadecimal spelling.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace karimen {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

/// Upper-case hexadecimal without separators: {0x00, 0xA4} → "00A4".
[[nodiscard]] std::string to_hex(ByteView bytes);
/// The same in lower case, as digests are written.
[[nodiscard]] std::string to_lower_hex(ByteView bytes);

/// Reads hexadecimal; white space and ':' between digits are skipped.
/// Throws DiagnosticError (what: the offending character or the odd digit count).
[[nodiscard]] Bytes from_hex(std::string_view text);

/// The characters of a string as bytes, unchanged.
[[nodiscard]] Bytes to_bytes(std::string_view text);

/// Bytes as characters, unchanged.
[[nodiscard]] std::string to_text(ByteView bytes);

}  // namespace karimen
