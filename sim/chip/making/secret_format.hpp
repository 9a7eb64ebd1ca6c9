// What a holder's secret may consist of (chip.md B.8, C.8).
#pragma once

#include "sim/chip/files/file_system.hpp"

namespace karimen::sim::chip {

[[nodiscard]] bool fits(SecretFormat format, ByteView value);

}  // namespace karimen::sim::chip
