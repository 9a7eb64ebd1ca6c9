// The outer shape of a command APDU (ISO/IEC 7816-4, short and extended).
#pragma once

#include "base/bytes.hpp"

namespace karimen {

enum class BodyCase : std::uint8_t { none, le, lc, lc_le, malformed };

/// A view into the command's bytes.
struct Apdu {
  std::uint8_t cla = 0, ins = 0, p1 = 0, p2 = 0;
  BodyCase body = BodyCase::malformed;
  bool extended = false;
  ByteView data;
  std::uint32_t le = 0;  ///< 1…65536; 0 = absent
};

/// `command` has at least four bytes. A body that does not come out is `malformed`, without data.
[[nodiscard]] Apdu parse_apdu(ByteView command);

}  // namespace karimen
