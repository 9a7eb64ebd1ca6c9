// Access conditions as sets of credentials: a condition holds if one of its credentials has been presented.
#pragma once

#include <cstdint>

namespace karimen::sim::chip {

/// A set of credentials: bit n for key EF n (1…1E), and the bits below.
using Access = std::uint64_t;

inline constexpr Access nobody = 0;
inline constexpr Access anyone = 1;
inline constexpr Access issuer_channel = Access{1} << 32;             ///< SCP03, key version 0x20
inline constexpr Access safety_commission_channel = Access{1} << 33;  ///< SCP03, key version 0x30

/// The credential that VERIFY of key EF `file` yields.
[[nodiscard]] constexpr Access key(std::uint16_t file) {
  return Access{1} << file;
}

}  // namespace karimen::sim::chip
