// Digests. Thin wrappers over OpenSSL 3; the algorithm objects are fetched once per process (they are
// immutable).
#pragma once

#include <array>

#include "base/bytes.hpp"

namespace karimen::sim::crypto {

using Sha256 = std::array<std::uint8_t, 32>;

[[nodiscard]] Sha256 sha256(ByteView data);
[[nodiscard]] Bytes sha1(ByteView data);                        ///< 20 bytes
[[nodiscard]] Bytes shake256(ByteView data, std::size_t size);  ///< `size` bytes of output

}  // namespace karimen::sim::crypto
