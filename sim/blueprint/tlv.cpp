#include "sim/blueprint/tlv.hpp"

namespace karimen::sim::blueprint {
namespace {

void append_u16(Bytes& out, std::size_t value) {
  out.insert(out.end(), {static_cast<std::uint8_t>(value >> 8), static_cast<std::uint8_t>(value)});
}

}  // namespace

Bytes data_object(std::uint16_t tag, ByteView value) {
  Bytes out;
  append_u16(out, tag);
  if (value.size() > 0x7F) {
    out.push_back(0x82);
    append_u16(out, value.size());
  } else {
    out.push_back(static_cast<std::uint8_t>(value.size()));
  }
  out.insert(out.end(), value.begin(), value.end());
  return out;
}

Bytes joined(std::initializer_list<Bytes> parts) {
  Bytes out;
  for (const Bytes& part : parts) out.insert(out.end(), part.begin(), part.end());
  return out;
}

Bytes file_with_offsets(std::uint16_t tag, std::uint16_t table_tag, std::initializer_list<Bytes> objects) {
  const Bytes body = joined(objects);
  const std::size_t table_size = 3 + 2 * objects.size();
  const std::size_t header_size = table_size + body.size() > 0x7F ? 5 : 3;
  Bytes table;
  std::size_t offset = header_size + table_size;
  for (const Bytes& object : objects) {
    append_u16(table, offset);
    offset += object.size();
  }
  return data_object(tag, joined({data_object(table_tag, table), body}));
}

}  // namespace karimen::sim::blueprint
