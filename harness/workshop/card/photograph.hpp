// The photograph of a card as a picture: cards carry JPEG 2000 (chip.md C.4, F.3).
#pragma once

#include <optional>

#include "sim/blueprint/png.hpp"

namespace karimen::harness::workshop {

/// A JP2 file in shades of grey; colours become their brightness. nullopt: it is none, is damaged, or has
/// more than 4096 dots a side.
[[nodiscard]] std::optional<sim::blueprint::GreyImage> decode_photograph(ByteView jp2);

}  // namespace karimen::harness::workshop
