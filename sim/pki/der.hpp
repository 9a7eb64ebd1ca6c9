// DER as far as our certificates need it: writing, and reading one element after the other.
#pragma once

#include <initializer_list>
#include <optional>
#include <string_view>

#include "base/bytes.hpp"
#include "base/date.hpp"

namespace karimen::sim::pki::der {

enum Tag : std::uint8_t {
  boolean = 0x01,
  integer = 0x02,
  bit_string = 0x03,
  octet_string = 0x04,
  null = 0x05,
  object_identifier = 0x06,
  enumerated = 0x0A,
  utf8_string = 0x0C,
  printable_string = 0x13,
  utc_time = 0x17,
  generalized_time = 0x18,
  sequence = 0x30,
  set = 0x31,
};

/// Context-specific tag [number].
[[nodiscard]] constexpr std::uint8_t context(int number, bool constructed = true) {
  return static_cast<std::uint8_t>((constructed ? 0xA0 : 0x80) | number);
}

/// Tag, shortest length, content (the parts one behind the other). At most 65535 bytes of content.
[[nodiscard]] Bytes element(std::uint8_t tag, ByteView content);
[[nodiscard]] Bytes element(std::uint8_t tag, std::initializer_list<Bytes> parts);

[[nodiscard]] Bytes text(std::uint8_t tag, std::string_view value);
/// Unsigned big-endian value; a leading zero is added where the sign bit would be set.
[[nodiscard]] Bytes unsigned_integer(ByteView value);
/// An object identifier from its dotted spelling.
[[nodiscard]] Bytes oid(std::string_view dotted);
/// A moment in JST, written in UTC, as certificates and lists say it (RFC 5280 4.1.2.5): a UTCTime,
/// YYMMDDhhmmssZ, in the years that it can tell, 1950 to 2049; else a GeneralizedTime.
[[nodiscard]] Bytes time(Moment moment);
/// GeneralizedTime of a moment in JST, written in UTC: YYYYMMDDhhmmssZ.
[[nodiscard]] Bytes long_time(Moment moment);
/// BIT STRING without unused bits.
[[nodiscard]] Bytes bits(ByteView content);

/// One element that was read.
struct Element {
  std::uint8_t tag = 0;
  ByteView content;
  ByteView whole;  ///< header included
};

/// Reads elements from front to back; nullopt at the end and on malformed input.
class DerParser {
 public:
  explicit DerParser(ByteView bytes) : rest_(bytes) {}
  [[nodiscard]] std::optional<Element> next();
  /// As `next`, and nullopt too if the tag is another one (which is then not consumed).
  [[nodiscard]] std::optional<Element> next(std::uint8_t tag);
  [[nodiscard]] bool empty() const { return rest_.empty(); }

 private:
  ByteView rest_;
};

/// The moment in JST of a UTCTime or a GeneralizedTime; nullopt if it is none.
[[nodiscard]] std::optional<Moment> parse_time(const Element& element);

}  // namespace karimen::sim::pki::der
