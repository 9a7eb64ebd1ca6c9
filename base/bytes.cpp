#include "base/bytes.hpp"

#include "base/diagnostic.hpp"

namespace karimen {
namespace {

int nibble(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string hex_of(ByteView bytes, std::string_view digits) {
  std::string text(bytes.size() * 2, '0');
  for (auto at = text.begin(); const auto byte : bytes) {
    *at++ = digits[byte >> 4];
    *at++ = digits[byte & 0x0F];
  }
  return text;
}

}  // namespace

std::string to_hex(ByteView bytes) {
  return hex_of(bytes, "0123456789ABCDEF");
}

std::string to_lower_hex(ByteView bytes) {
  return hex_of(bytes, "0123456789abcdef");
}

Bytes from_hex(std::string_view text) {
  Bytes bytes;
  bytes.reserve(text.size() / 2);
  int high = -1;
  for (char c : text) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ':') continue;
    const int digit = nibble(c);
    if (digit < 0)
      throw DiagnosticError(Diagnostic{.what = std::string("'") + c + "' is not a hexadecimal digit",
                                       .fix = "use pairs of 0-9 and A-F, e.g. 00A4040C"});
    if (high < 0) {
      high = digit;
    } else {
      bytes.push_back(static_cast<std::uint8_t>(high << 4 | digit));
      high = -1;
    }
  }
  if (high >= 0)
    throw DiagnosticError(
        Diagnostic{.what = "odd number of hexadecimal digits", .fix = "every byte takes two digits"});
  return bytes;
}

Bytes to_bytes(std::string_view text) {
  return {text.begin(), text.end()};
}

std::string to_text(ByteView bytes) {
  return {bytes.begin(), bytes.end()};
}

}  // namespace karimen
