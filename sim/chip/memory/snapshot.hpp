// The envelope of a saved card: what tells a later version whether it can read it.
//
//   0   12  ASCII "karimen card"
//   12   2  format of the body, big-endian
//   14   4  length of the body
//   18   8  the first bytes of its SHA-256
//   26      body: what Card's serialize lists, private keys in the clear
//
// A new field raises `format` and stands in its list behind `if (archive.since(format))`, so that every
// format from `oldest_format` on stays readable. Tables may place files elsewhere without a new format: the
// body says where they lay (relocate.hpp). Clauses and applications keep their numbers.
#pragma once

#include <cstdint>

#include "base/bytes.hpp"

namespace karimen::sim::chip::snapshot {

inline constexpr std::uint16_t format = 2;
inline constexpr std::uint16_t oldest_format = 1;
inline constexpr std::size_t header_size = 26;

/// The envelope around a body, which is taken as it is.
[[nodiscard]] Bytes sealed(ByteView body);

struct Opened {
  std::uint16_t format;
  ByteView body;  ///< into `saved`
};
/// Throws DiagnosticError: no saved card, another format, cut short, longer, damaged.
[[nodiscard]] Opened open(ByteView saved);

}  // namespace karimen::sim::chip::snapshot
