#include "sim/crypto/generator.hpp"

namespace karimen::sim::crypto {

Generator::Generator(std::string_view label) : seed(sha256(to_bytes(label))) {}

// Block n is SHA-256(seed ‖ n as 8 bytes). A call always starts on a fresh block, so that what a later call
// returns depends on the number of blocks drawn and not on how a caller cut them.
Bytes Generator::take(std::size_t size) {
  Bytes out;
  out.reserve(size + seed.size());
  while (out.size() < size) {
    Bytes block(seed.begin(), seed.end());
    for (int shift = 56; shift >= 0; shift -= 8) block.push_back(static_cast<std::uint8_t>(counter >> shift));
    ++counter;
    const Sha256 drawn = sha256(block);
    out.insert(out.end(), drawn.begin(), drawn.end());
  }
  out.resize(size);
  return out;
}

}  // namespace karimen::sim::crypto
