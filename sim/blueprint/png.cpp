#include "sim/blueprint/png.hpp"

#include <array>

namespace karimen::sim::blueprint {
namespace {

void append_u32(Bytes& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<std::uint8_t>(value >> shift));
}

/// CRC-32 of ISO 3309, as PNG chunks carry it.
std::uint32_t crc32(ByteView data) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const std::uint8_t byte : data) {
    crc ^= byte;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320 : 0);
  }
  return ~crc;
}

void append_chunk(Bytes& out, const char* type, ByteView content) {
  append_u32(out, static_cast<std::uint32_t>(content.size()));
  Bytes checked = to_bytes(type);
  checked.insert(checked.end(), content.begin(), content.end());
  out.insert(out.end(), checked.begin(), checked.end());
  append_u32(out, crc32(checked));
}

}  // namespace

Bitmap::Bitmap(int width, int height)
    : width_(width), height_(height), black_(static_cast<std::size_t>(width * height)) {}

Bytes Bitmap::scan_lines() const {
  Bytes lines;
  for (int y = 0; y < height_; ++y) {
    lines.push_back(0x00);
    for (int left = 0; left < width_; left += 8) {
      std::uint8_t packed = 0xFF;
      for (int x = left; x < left + 8 && x < width_; ++x)
        if (black_[static_cast<std::size_t>(y * width_ + x)])
          packed &= static_cast<std::uint8_t>(~(0x80 >> (x - left)));
      lines.push_back(packed);
    }
  }
  return lines;
}

Bytes to_png(const Bitmap& bitmap) {
  Bytes png{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  Bytes header;
  append_u32(header, static_cast<std::uint32_t>(bitmap.width()));
  append_u32(header, static_cast<std::uint32_t>(bitmap.height()));
  header.insert(header.end(), {1, 0, 0, 0, 0});  // bit depth, grey, deflate, adaptive filters, not interlaced
  append_chunk(png, "IHDR", header);
  append_chunk(png, "IDAT", zlib_compress(bitmap.scan_lines()));
  append_chunk(png, "IEND", {});
  return png;
}

}  // namespace karimen::sim::blueprint
