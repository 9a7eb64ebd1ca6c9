// One-bit grey PNG images, as the card face keeps them: 1 is white, 0 is black.
#pragma once

#include <vector>

#include "base/bytes.hpp"

namespace karimen::sim::blueprint {

class Bitmap {
 public:
  Bitmap(int width, int height);  ///< all white
  void blacken(int x, int y) { black_[static_cast<std::size_t>(y * width_ + x)] = true; }
  [[nodiscard]] int width() const { return width_; }
  [[nodiscard]] int height() const { return height_; }
  /// Rows of filter byte 00 and packed pixels, most significant bit first; bits behind the last pixel are 1.
  [[nodiscard]] Bytes scan_lines() const;

 private:
  int width_, height_;
  std::vector<bool> black_;
};

/// IHDR, one IDAT, IEND.
[[nodiscard]] Bytes to_png(const Bitmap& bitmap);

/// zlib stream (RFC 1950) with one deflate block of fixed codes; repetitions are found greedily.
[[nodiscard]] Bytes zlib_compress(ByteView data);

}  // namespace karimen::sim::blueprint
