// Data as they lie in a page: compressed, and in letters that no markup can be made of.
#pragma once

#include <string>
#include <string_view>

namespace karimen::harness::report::html {

/// RFC 4648, with '='.
[[nodiscard]] std::string base64(std::string_view bytes);

/// zlib's format (RFC 1950) in base64: a browser's DecompressionStream("deflate") opens it.
[[nodiscard]] std::string packed(std::string_view text);

}  // namespace karimen::harness::report::html
