#include "tests/support/scp03_host.hpp"

#include <algorithm>

#include "sim/crypto/aes.hpp"

namespace karimen::sim::chip::fixture {

namespace {

Bytes joined(std::initializer_list<ByteView> parts) {
  Bytes out;
  for (const auto part : parts) out.insert(out.end(), part.begin(), part.end());
  return out;
}

Bytes kdf(ByteView key, std::uint8_t constant, std::uint8_t bits, ByteView context) {
  const Bytes head{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, constant, 0, 0, bits, 1};
  auto out = crypto::aes_cmac(key, joined({head, context}));
  out.resize(bits / 8);
  return out;
}

Bytes slice(ByteView bytes, std::size_t at, std::size_t size) {
  const auto part = bytes.subspan(at, size);
  return {part.begin(), part.end()};
}

}  // namespace

Scp03Host::Scp03Host(Card& card, const crypto::ChannelKeys& keys, std::uint8_t level)
    : card_(card), level_(level) {
  const auto host = from_hex("0102030405060708");
  answer_ = card_.transmit(joined({Bytes{0x80, 0x50, keys.version, 0x00, 0x08}, host, Bytes{0x00}}));
  opened_ = to_hex(ByteView(answer_).last(2));
  if (answer_.size() != 34) return;
  const auto context = joined({host, slice(answer_, 13, 8)});
  encryption_ = kdf(keys.enc, 0x04, 128, context);
  mac_ = kdf(keys.mac, 0x06, 128, context);
  response_mac_ = kdf(keys.mac, 0x07, 128, context);
  chaining_ = Bytes(16);
  if (kdf(mac_, 0x00, 64, context) != slice(answer_, 21, 8)) opened_ = "card cryptogram";
  const auto cryptogram = kdf(mac_, 0x01, 64, context);
  const Bytes header{0x84, 0x82, level, 0x00, 0x10};
  chaining_ = crypto::aes_cmac(mac_, joined({chaining_, header, cryptogram}));
  opened_ += to_hex(card_.transmit(joined({header, cryptogram, slice(chaining_, 0, 8)})));
}

Bytes Scp03Host::vector(std::uint8_t first) const {
  Bytes block(16);
  block[0] = first;
  block[14] = static_cast<std::uint8_t>(counter_ >> 8);
  block[15] = static_cast<std::uint8_t>(counter_);
  return crypto::aes_block_encrypt(encryption_, block);
}

Bytes Scp03Host::wrap(ByteView plain) {
  const auto apdu = parse_apdu(plain);
  ++counter_;
  Bytes data;
  if (!apdu.data.empty()) {
    data = crypto::aes_cbc_encrypt(encryption_, vector(0x00), crypto::pad_iso9797_m2(apdu.data));
  }
  const auto size = data.size() + 8;
  const bool extended = size > 255 || apdu.extended;
  Bytes header{static_cast<std::uint8_t>(apdu.cla | 0x04), apdu.ins, apdu.p1, apdu.p2};
  if (extended) header.insert(header.end(), {0x00, static_cast<std::uint8_t>(size >> 8)});
  header.push_back(static_cast<std::uint8_t>(size));
  chaining_ = crypto::aes_cmac(mac_, joined({chaining_, header, data}));
  auto command = joined({header, data, slice(chaining_, 0, 8)});
  if (apdu.le != 0) {
    if (extended) command.push_back(static_cast<std::uint8_t>(apdu.le >> 8));
    command.push_back(static_cast<std::uint8_t>(apdu.le));
  }
  return command;
}

std::string Scp03Host::unwrap(Bytes response) {
  if (response.size() < 2) return "";
  const auto status = slice(response, response.size() - 2, 2);
  auto data = slice(response, 0, response.size() - 2);
  const bool good = status[0] == 0x90 || status[0] == 0x63;
  if ((level_ & 0x30) == 0 || !good) return to_hex(response);
  if (data.size() < 8) return "R-MAC";
  const auto mac = slice(data, data.size() - 8, 8);
  data.resize(data.size() - 8);
  if (slice(crypto::aes_cmac(response_mac_, joined({chaining_, data, status})), 0, 8) != mac) return "R-MAC";
  if (!data.empty()) {
    bool ok = false;
    data = crypto::unpad_iso9797_m2(crypto::aes_cbc_decrypt(encryption_, vector(0x80), data), ok);
    if (!ok) return "R-ENC";
  }
  return to_hex(joined({data, status}));
}

std::string Scp03Host::send(const std::string& plain) {
  return unwrap(card_.transmit(wrap(from_hex(plain))));
}

std::vector<std::string> store_data(const Bytes& groups, std::size_t block) {
  std::vector<std::string> commands;
  for (std::size_t at = 0; at < groups.size(); at += block) {
    const auto size = std::min(block, groups.size() - at);
    const Bytes header{0x80, 0xE2, static_cast<std::uint8_t>(at + size == groups.size() ? 0x80 : 0x00),
                       static_cast<std::uint8_t>(commands.size()), static_cast<std::uint8_t>(size)};
    commands.push_back(to_hex(joined({header, slice(groups, at, size)})));
  }
  return commands;
}

Bytes group(std::uint16_t tag, ByteView value) {
  Bytes head{static_cast<std::uint8_t>(tag >> 8), static_cast<std::uint8_t>(tag)};
  if (value.size() >= 0xFF) head.insert(head.end(), {0xFF, static_cast<std::uint8_t>(value.size() >> 8)});
  head.push_back(static_cast<std::uint8_t>(value.size()));
  return joined({head, value});
}

}  // namespace karimen::sim::chip::fixture
