#include "sim/terminal/administration.hpp"

#include <algorithm>

#include "sim/terminal/applications.hpp"

namespace karimen::sim::terminal {
namespace {

/// With padding and MAC a block still fits a short APDU.
constexpr std::size_t largest_block = 239;

void append_counted(Bytes& out, ByteView value) {
  out.push_back(static_cast<std::uint8_t>(value.size()));
  out.insert(out.end(), value.begin(), value.end());
}

Bytes encoded(std::span<const DataGroup> groups) {
  Bytes out;
  for (const DataGroup& group : groups) {
    out.push_back(static_cast<std::uint8_t>(group.tag >> 8));
    out.push_back(static_cast<std::uint8_t>(group.tag));
    if (group.value.size() >= 0xFF) {
      out.push_back(0xFF);
      out.push_back(static_cast<std::uint8_t>(group.value.size() >> 8));
    }
    out.push_back(static_cast<std::uint8_t>(group.value.size()));
    out.insert(out.end(), group.value.begin(), group.value.end());
  }
  return out;
}

}  // namespace

std::uint16_t install_licence(Conversation& channel) {
  Bytes data;
  append_counted(data, aid::licence_load_file);
  append_counted(data, aid::licence_module);
  append_counted(data, aid::licence);
  append_counted(data, Bytes{0x00});        // privileges
  append_counted(data, Bytes{0xC9, 0x00});  // application-specific parameters: none
  append_counted(data, {});                 // token: none
  return channel.send({.cla = 0x80, .ins = 0xE6, .p1 = 0x0C, .data = data, .le = 256}).status;
}

std::uint16_t delete_licence(Conversation& channel) {
  Bytes data{0x4F};
  append_counted(data, aid::licence);
  return channel.send({.cla = 0x80, .ins = 0xE4, .data = data, .le = 256}).status;
}

std::uint16_t personalise(Conversation& channel, ByteView name) {
  Bytes data{0x00, 0x00};
  append_counted(data, name);
  data.insert(data.end(), {0x00, 0x00, 0x00});
  return channel.send({.cla = 0x80, .ins = 0xE6, .p1 = 0x20, .data = data, .le = 256}).status;
}

std::uint16_t store_data(Conversation& channel, std::span<const DataGroup> groups) {
  const Bytes all = encoded(groups);
  std::uint8_t number = 0;
  for (std::size_t at = 0; at < all.size(); at += largest_block, ++number) {
    const std::size_t size = std::min(largest_block, all.size() - at);
    const bool last = at + size == all.size();
    const auto from = all.begin() + static_cast<std::ptrdiff_t>(at);
    const Answer answer = channel.send({.cla = 0x80,
                                        .ins = 0xE2,
                                        .p1 = static_cast<std::uint8_t>(last ? 0x80 : 0x00),
                                        .p2 = number,
                                        .data = {from, from + static_cast<std::ptrdiff_t>(size)}});
    if (!answer.ok()) return answer.status;
  }
  return 0x9000;
}

// FF21 10: 81 02 applications, 82 04 free bytes, 83 04 free volatile bytes.
std::optional<std::uint32_t> free_space(Conversation& channel) {
  const Answer answer = channel.send({.cla = 0x80, .ins = 0xCA, .p1 = 0xFF, .p2 = 0x21, .le = 256});
  if (!answer.ok() || answer.data.size() < 13 || answer.data[7] != 0x82 || answer.data[8] != 4)
    return std::nullopt;
  std::uint32_t bytes = 0;
  for (std::size_t i = 9; i < 13; ++i) bytes = bytes << 8 | answer.data[i];
  return bytes;
}

}  // namespace karimen::sim::terminal
