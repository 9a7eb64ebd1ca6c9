// PNG images: one bit a dot, as the card face keeps them, and eight, as a picture for people needs them.
#pragma once

#include <vector>

#include "base/bytes.hpp"

namespace karimen::sim::blueprint {

/// Black and white; in the file 1 is white, 0 is black.
class Bitmap {
 public:
  Bitmap(int width, int height);  ///< all white
  void blacken(int x, int y) { black_[place(x, y)] = true; }
  [[nodiscard]] int width() const { return width_; }
  [[nodiscard]] int height() const { return height_; }
  /// Rows of filter byte 00 and packed pixels, most significant bit first; bits behind the last pixel are 1.
  [[nodiscard]] Bytes scan_lines() const;

 private:
  [[nodiscard]] std::size_t place(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x);
  }

  int width_, height_;
  std::vector<bool> black_;
};

/// 0 is black, 255 is white; row after row.
struct GreyImage {
  int width = 0, height = 0;
  Bytes pixels;
};

/// IHDR, one IDAT, IEND, compressed as best zlib can. The bytes are part of a card: signatures cover them.
[[nodiscard]] Bytes to_png(const Bitmap& bitmap);
/// Eight bits a dot.
[[nodiscard]] Bytes to_png(const GreyImage& image);

}  // namespace karimen::sim::blueprint
