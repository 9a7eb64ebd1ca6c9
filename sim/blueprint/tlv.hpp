// Data objects of transparent files (chip.md C.0.1): two-byte tags; lengths one byte below 128, else 82 hh
// ll.
#pragma once

#include <initializer_list>

#include "base/bytes.hpp"

namespace karimen::sim::blueprint {

/// Tag, length, value. At most 65535 bytes of value.
[[nodiscard]] Bytes data_object(std::uint16_t tag, ByteView value);
/// The parts one behind the other.
[[nodiscard]] Bytes joined(std::initializer_list<Bytes> parts);
/// A file's outer object `tag` that begins with a table `table_tag` of big-endian u16 offsets, one per
/// object, counted from the first byte of the file.
[[nodiscard]] Bytes file_with_offsets(std::uint16_t tag, std::uint16_t table_tag,
                                      std::initializer_list<Bytes> objects);

}  // namespace karimen::sim::blueprint
