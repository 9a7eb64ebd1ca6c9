#include "sim/chip/files/tlv.hpp"

namespace karimen::sim::chip {

namespace {

std::optional<ByteView> take(ByteView& bytes, std::size_t count) {
  if (count > bytes.size()) return std::nullopt;
  const auto part = bytes.first(count);
  bytes = bytes.subspan(count);
  return part;
}

/// One byte, or FF hh ll.
std::optional<std::size_t> take_simple_length(ByteView& bytes) {
  const auto first = take(bytes, 1);
  if (!first) return std::nullopt;
  if ((*first)[0] != 0xFF) return (*first)[0];
  const auto more = take(bytes, 2);
  if (!more) return std::nullopt;
  return static_cast<std::size_t>((*more)[0] << 8 | (*more)[1]);
}

std::optional<std::size_t> take_ber_length(ByteView& bytes) {
  const auto first = take(bytes, 1);
  if (!first) return std::nullopt;
  if ((*first)[0] < 0x80) return (*first)[0];
  const auto more = take(bytes, (*first)[0] & 0x7FU);
  if (!more || more->empty() || more->size() > 3) return std::nullopt;
  std::size_t length = 0;
  for (const auto byte : *more) length = length << 8 | byte;
  return length;
}

}  // namespace

Bytes ber_object(std::uint8_t tag, ByteView value) {
  const auto size = value.size();
  Bytes out;
  out.reserve(size + 4);
  out.push_back(tag);
  if (size > 0x7F) out.push_back(size > 0xFF ? 0x82 : 0x81);
  if (size > 0xFF) out.push_back(static_cast<std::uint8_t>(size >> 8));
  out.push_back(static_cast<std::uint8_t>(size));
  out.insert(out.end(), value.begin(), value.end());
  return out;
}

std::optional<TaggedValue> take_ber(ByteView& bytes) {
  const auto tag = take(bytes, 1);
  if (!tag) return std::nullopt;
  const auto length = take_ber_length(bytes);
  if (!length) return std::nullopt;
  const auto value = take(bytes, *length);
  if (!value) return std::nullopt;
  return TaggedValue{(*tag)[0], *value};
}

std::optional<TaggedValue> take_data_group(ByteView& bytes) {
  const auto tag = take(bytes, 2);
  if (!tag) return std::nullopt;
  const auto length = take_simple_length(bytes);
  if (!length) return std::nullopt;
  const auto value = take(bytes, *length);
  if (!value) return std::nullopt;
  return TaggedValue{static_cast<std::uint16_t>((*tag)[0] << 8 | (*tag)[1]), *value};
}

std::optional<ByteView> take_record(ByteView& bytes) {
  auto rest = bytes;
  if (!take(rest, 1)) return std::nullopt;
  const auto length = take_simple_length(rest);
  if (!length || !take(rest, *length)) return std::nullopt;
  return take(bytes, bytes.size() - rest.size());
}

std::optional<ByteView> take_counted(ByteView& bytes) {
  const auto length = take(bytes, 1);
  return length ? take(bytes, (*length)[0]) : std::nullopt;
}

}  // namespace karimen::sim::chip
