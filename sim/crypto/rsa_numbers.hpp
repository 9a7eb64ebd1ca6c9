// The numbers that every RSA key of the card has (chip.md 0.3).
#pragma once

#include <cstddef>
#include <cstdint>

namespace karimen::sim::crypto {

inline constexpr std::size_t rsa_size = 256;          ///< bytes of a modulus, a block and a signature
inline constexpr std::uint64_t rsa_exponent = 65537;  ///< of every public key

}  // namespace karimen::sim::crypto
