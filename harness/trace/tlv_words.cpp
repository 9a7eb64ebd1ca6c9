// BER-TLV as an indented tree.
#include <fmt/format.h>

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

bool read_tlv(ByteView bytes, std::size_t depth, Language language, std::string& text) {
  while (!bytes.empty()) {
    const auto header = header_of(bytes);
    if (header.size == 0) return false;
    const auto value = bytes.subspan(header.size, header.length);
    const auto head =
        std::string(2 * depth, ' ') +
        say(head_line, language, {fmt::format("{:02X}", header.tag), std::to_string(header.length)});
    std::string inner;
    const bool constructed = (bytes[0] & 0x20) != 0 && read_tlv(value, depth + 1, language, inner);
    const auto shown = value.size() <= 32 ? to_hex(value) : to_hex(value.first(32)) + "...";
    text += head + (constructed ? '\n' + inner : ": " + shown + '\n');
    bytes = bytes.subspan(header.size + header.length);
  }
  return true;
}

}  // namespace

std::string tlv_words(ByteView bytes, Language language) {
  std::string text;
  return !bytes.empty() && read_tlv(bytes, 0, language, text) ? text : "";
}

}  // namespace karimen::harness::trace
