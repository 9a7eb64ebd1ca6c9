// Character sets: JIS X 0201 (here its ASCII part) and JIS X 0208 without escapes, which licence records use,
// and JIS X 0212, which certificates may use too.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"

namespace karimen::sim::licence {

/// True if a character has a code in JIS X 0208 (rows 1-8 and 16-84; no vendor extensions).
[[nodiscard]] bool in_jis_x0208(char32_t character);

/// The same of every character of a text.
[[nodiscard]] bool in_jis_x0208(std::string_view utf8);
/// True if a character is a supplementary one: JIS X 0212, rows 2-77.
[[nodiscard]] bool in_jis_x0212(char32_t character);

/// Two bytes a character. Throws DiagnosticError naming the first character outside the set.
[[nodiscard]] Bytes to_jis_x0208(std::string_view utf8);

/// nullopt if the bytes are not codes of JIS X 0208.
[[nodiscard]] std::optional<std::string> from_jis_x0208(ByteView bytes);

/// True for printable ASCII only, which JIS X 0201 shares.
[[nodiscard]] bool is_jis_x0201(std::string_view text);

}  // namespace karimen::sim::licence
