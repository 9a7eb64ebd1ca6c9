// The three notations of lengths that the chip meets.
#pragma once

#include <optional>

#include "base/bytes.hpp"

namespace karimen::sim::chip {

/// A BER-TLV object with a tag of one byte: length short, 81 or 82.
[[nodiscard]] Bytes ber_object(std::uint8_t tag, ByteView value);

struct TaggedValue {
  std::uint16_t tag = 0;
  ByteView value;
};

/// Takes one BER-TLV object with a tag of one byte off the front. nullopt: it does not come out.
[[nodiscard]] std::optional<TaggedValue> take_ber(ByteView& bytes);

/// Takes one data group off the front: two-byte tag, length of one byte or FF hh ll (chip.md F.6).
[[nodiscard]] std::optional<TaggedValue> take_data_group(ByteView& bytes);

/// Takes one simple-TLV record off the front, header included: tag, length of one byte or FF hh ll (chip.md
/// C.0.1).
[[nodiscard]] std::optional<ByteView> take_record(ByteView& bytes);

/// Takes a value with a one-byte length off the front.
[[nodiscard]] std::optional<ByteView> take_counted(ByteView& bytes);

}  // namespace karimen::sim::chip
