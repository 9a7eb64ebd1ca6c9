// BER-TLV as an indented tree.
#include <cstdio>

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

bool read_tlv(ByteView bytes, std::size_t depth, std::string& text) {
  while (!bytes.empty()) {
    const auto header = header_of(bytes);
    if (header.size == 0) return false;
    const auto value = bytes.subspan(header.size, header.length);
    char head[40];
    std::snprintf(head, sizeof head, "%*s%02X, %zu bytes", static_cast<int>(2 * depth), "", header.tag,
                  header.length);
    std::string inner;
    const bool constructed = (bytes[0] & 0x20) != 0 && read_tlv(value, depth + 1, inner);
    const auto shown = value.size() <= 32 ? to_hex(value) : to_hex(value.first(32)) + "...";
    text += head + (constructed ? '\n' + inner : ": " + shown + '\n');
    bytes = bytes.subspan(header.size + header.length);
  }
  return true;
}

}  // namespace

std::string tlv_words(ByteView bytes) {
  std::string text;
  return !bytes.empty() && read_tlv(bytes, 0, text) ? text : "";
}

}  // namespace karimen::harness::trace
