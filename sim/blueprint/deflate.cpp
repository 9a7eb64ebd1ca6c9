// RFC 1951 with fixed Huffman codes: small, and enough for images of a few hundred bytes.
#include <algorithm>
#include <array>

#include "sim/blueprint/png.hpp"

namespace karimen::sim::blueprint {
namespace {

class BitWriter {
 public:
  Bytes out;

  /// Least significant bit first, as extra bits and block headers are written.
  void put(std::uint32_t value, int count) {
    for (int i = 0; i < count; ++i) {
      if (used_ == 0) out.push_back(0);
      if ((value >> i & 1) != 0) out.back() |= static_cast<std::uint8_t>(1U << used_);
      used_ = (used_ + 1) % 8;
    }
  }
  /// Most significant bit first, as Huffman codes are written.
  void put_code(std::uint32_t code, int count) {
    for (int i = count - 1; i >= 0; --i) put(code >> i & 1, 1);
  }

 private:
  int used_ = 0;
};

/// Literal, end of block (256) or length code, RFC 1951 3.2.6.
void put_symbol(BitWriter& bits, std::uint32_t symbol) {
  if (symbol < 144)
    bits.put_code(0x30 + symbol, 8);
  else if (symbol < 256)
    bits.put_code(0x190 + symbol - 144, 9);
  else if (symbol < 280)
    bits.put_code(symbol - 256, 7);
  else
    bits.put_code(0xC0 + symbol - 280, 8);
}

constexpr std::array<std::uint32_t, 28> length_bases{3,  4,  5,  6,   7,   8,   9,   10, 11, 13,
                                                     15, 17, 19, 23,  27,  31,  35,  43, 51, 59,
                                                     67, 83, 99, 115, 131, 163, 195, 227};
constexpr std::size_t longest_match = 257;  // 258 has a code of its own, which is not used here

void put_length(BitWriter& bits, std::uint32_t length) {
  const auto after = std::upper_bound(length_bases.begin(), length_bases.end(), length);
  const auto index = static_cast<std::uint32_t>(after - length_bases.begin() - 1);
  put_symbol(bits, 257 + index);
  if (index >= 8) bits.put(length - length_bases[index], static_cast<int>(index / 4 - 1));
}

void put_distance(BitWriter& bits, std::uint32_t distance) {
  std::uint32_t base = 1, code = 0, extra = 0;
  for (; code < 30; ++code) {
    extra = code < 4 ? 0 : code / 2 - 1;
    if (distance < base + (1U << extra)) break;
    base += 1U << extra;
  }
  bits.put_code(code, 5);
  bits.put(distance - base, static_cast<int>(extra));
}

struct Match {
  std::size_t length = 0, distance = 0;
};

// zlib never refers back to the first byte (position 0 means "none" in its tables); neither does this, so
// that the blank images are those of the worked files.
Match longest_match_at(ByteView data, std::size_t at) {
  Match best;
  for (std::size_t distance = 1; distance < at && distance <= 32768; ++distance) {
    std::size_t length = 0;
    while (length < longest_match && at + length < data.size() &&
           data[at + length] == data[at + length - distance])
      ++length;
    if (length > best.length) best = {length, distance};
  }
  return best;
}

std::uint32_t adler32(ByteView data) {
  std::uint32_t a = 1, b = 0;
  for (const std::uint8_t byte : data) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return b << 16 | a;
}

}  // namespace

Bytes zlib_compress(ByteView data) {
  BitWriter bits;
  bits.out = {0x78, 0xDA};  // deflate with a 32 KiB window, best compression
  bits.put(0b011, 3);       // the last block, fixed codes
  for (std::size_t at = 0; at < data.size();) {
    const Match match = longest_match_at(data, at);
    if (match.length < 3) {
      put_symbol(bits, data[at++]);
      continue;
    }
    put_length(bits, static_cast<std::uint32_t>(match.length));
    put_distance(bits, static_cast<std::uint32_t>(match.distance));
    at += match.length;
  }
  put_symbol(bits, 256);
  const std::uint32_t check = adler32(data);
  for (int shift = 24; shift >= 0; shift -= 8) bits.out.push_back(static_cast<std::uint8_t>(check >> shift));
  return std::move(bits.out);
}

}  // namespace karimen::sim::blueprint
