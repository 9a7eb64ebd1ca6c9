// BER-TLV as an indented tree.
#include <fmt/format.h>

#include <algorithm>

#include "harness/trace/apdu_words.hpp"

namespace karimen::harness::trace {
namespace {

struct Header {
  unsigned tag = 0;
  std::size_t size = 0;  ///< of tag and length; 0: there is none
  std::size_t length = 0;
};

Header header_of(ByteView bytes) {
  std::size_t at = 1;
  unsigned tag = bytes[0];
  if ((bytes[0] & 0x1F) == 0x1F) {
    do {
      if (at >= bytes.size()) return {};
      tag = tag << 8 | bytes[at];
    } while ((bytes[at++] & 0x80) != 0);
  }
  if (at >= bytes.size()) return {};
  std::size_t length = bytes[at++];
  if (length > 0x80) {
    auto count = length & 0x7F;
    if (count > 3 || at + count > bytes.size()) return {};
    for (length = 0; count > 0; --count) length = length << 8 | bytes[at++];
  }
  if (length > bytes.size() - at) return {};
  return {tag, at, length};
}

constexpr Bilingual head_line{"{}, {} bytes", "{}、{}バイト"};

/// The whole of it, and what of it may not be shown.
struct Whole {
  ByteView bytes;
  const HiddenBytes& hidden;
  Language language;
};

bool read_tlv(const Whole& whole, ByteView bytes, std::size_t depth, std::string& text) {
  while (!bytes.empty()) {
    const auto header = header_of(bytes);
    if (header.size == 0) return false;
    const auto value = bytes.subspan(header.size, header.length);
    const auto head =
        std::string(2 * depth, ' ') +
        say(head_line, whole.language, {fmt::format("{:02X}", header.tag), std::to_string(header.length)});
    std::string inner;
    const bool constructed = (bytes[0] & 0x20) != 0 && read_tlv(whole, value, depth + 1, inner);
    const auto begin = value.first(std::min<std::size_t>(value.size(), 32));
    const auto shown = to_hex(begin, whole.bytes, whole.hidden) + (begin.size() < value.size() ? "..." : "");
    text += head + (constructed ? '\n' + inner : ": " + shown + '\n');
    bytes = bytes.subspan(header.size + header.length);
  }
  return true;
}

}  // namespace

std::string tlv_words(ByteView part, ByteView all, const HiddenBytes& hidden, Language language) {
  std::string text;
  return !part.empty() && read_tlv({all, hidden, language}, part, 0, text) ? text : "";
}

}  // namespace karimen::harness::trace
