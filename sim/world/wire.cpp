#include "sim/world/wire.hpp"

#include <algorithm>

#include "sim/crypto/aes.hpp"
#include "sim/world/card_reading.hpp"

namespace karimen::sim::world::wire {
namespace {

constexpr std::size_t block_size = 224;  // of STORE DATA: with padding and MAC still a short command

void append(Bytes& out, ByteView bytes) {
  out.insert(out.end(), bytes.begin(), bytes.end());
}

[[noreturn]] void refuse(const char* command, std::uint16_t status) {
  const Bytes word{static_cast<std::uint8_t>(status >> 8), static_cast<std::uint8_t>(status)};
  throw CardRefused(std::string(command) + " was answered with " + to_hex(word));
}

void require(const Answer& answer, const char* command) {
  if (!answer.ok()) refuse(command, answer.status);
}

/// GlobalPlatform Amendment D 4.1.5.
Bytes derive(ByteView key, std::uint8_t constant, std::uint8_t bits, ByteView host, ByteView card) {
  Bytes input(11);
  append(input, Bytes{constant, 0x00, 0x00, bits, 0x01});
  append(input, host);
  append(input, card);
  Bytes derived = crypto::aes_cmac(key, input);
  derived.resize(bits / 8);
  return derived;
}

}  // namespace

Bytes card_manager() {
  return from_hex("A0000001510000");
}
Bytes common() {
  return from_hex("D3921000310001010100");
}
Bytes jpki() {
  return from_hex("D392F000260100000001");
}
Bytes licence() {
  return from_hex("A0000002310600000000000000000000");
}

bool select(CardSession& session, ByteView name) {
  Bytes command{0x00, 0xA4, 0x04, 0x0C, static_cast<std::uint8_t>(name.size())};
  append(command, name);
  const auto answer = session.transmit(command);
  if (answer.status == 0x6A82) return false;
  require(answer, "SELECT");
  return true;
}

void select_file(CardSession& session, std::uint16_t file) {
  const Bytes command{
      0x00, 0xA4, 0x02, 0x0C, 0x02, static_cast<std::uint8_t>(file >> 8), static_cast<std::uint8_t>(file)};
  require(session.transmit(command), "SELECT");
}

Answer read_current(CardSession& session) {
  return session.transmit(Bytes{0x00, 0xB0, 0x00, 0x00, 0x00, 0x00, 0x00});
}

int tries_left(CardSession& session, std::uint16_t file) {
  const auto answer = session.transmit(Bytes{0x00, 0x20, 0x00, static_cast<std::uint8_t>(0x80 | file)});
  if (answer.status >> 4 == 0x63C) return answer.status & 0x0F;
  if (answer.status == 0x6984) return 0;
  refuse("VERIFY", answer.status);
}

Verified verify(CardSession& session, std::uint16_t file, const std::string& secret) {
  Bytes command{0x00, 0x20, 0x00, static_cast<std::uint8_t>(0x80 | file),
                static_cast<std::uint8_t>(secret.size())};
  append(command, to_bytes(secret));
  const auto answer = session.transmit(command);
  if (answer.ok()) return {.right = true};
  if (answer.status >> 4 == 0x63C) return {.tries_left = answer.status & 0x0F};
  if (answer.status == 0x6984) return {};
  refuse("VERIFY", answer.status);
}

Channel::Channel(CardSession& session, const crypto::ChannelKeys& keys) : session_(session), chaining_(16) {
  const Bytes host = from_hex("4B6172696D656E21");
  Bytes command{0x80, 0x50, keys.version, 0x00, 0x08};
  append(command, host);
  command.push_back(0x00);
  const auto answer = session_.transmit(command);
  require(answer, "INITIALIZE UPDATE");
  if (answer.data.size() != 32) throw CardRefused("INITIALIZE UPDATE was answered with too few bytes");
  const Bytes card(answer.data.begin() + 13, answer.data.begin() + 21);
  encryption_ = derive(keys.enc, 0x04, 128, host, card);
  mac_ = derive(keys.mac, 0x06, 128, host, card);
  const Bytes expected = derive(mac_, 0x00, 64, host, card);
  if (!std::equal(expected.begin(), expected.end(), answer.data.begin() + 21)) {
    throw CardRefused("the card does not know the keys of the channel");
  }
  require(session_.transmit(with_mac(0x82, 0x03, 0x00, derive(mac_, 0x01, 64, host, card), false)),
          "EXTERNAL AUTHENTICATE");
}

Bytes Channel::with_mac(std::uint8_t ins, std::uint8_t p1, std::uint8_t p2, ByteView data,
                        bool expects_data) {
  const auto length = data.size() + 8;
  Bytes command{0x84, ins, p1, p2};
  if (expects_data) append(command, Bytes{0x00, static_cast<std::uint8_t>(length >> 8)});
  command.push_back(static_cast<std::uint8_t>(length));
  append(command, data);
  Bytes input = chaining_;
  append(input, command);
  chaining_ = crypto::aes_cmac(mac_, input);
  append(command, ByteView(chaining_).first(8));
  if (expects_data) append(command, Bytes{0x00, 0x00});
  return command;
}

Answer Channel::send(std::uint8_t ins, std::uint8_t p1, std::uint8_t p2, ByteView data, bool expects_data) {
  ++counter_;
  Bytes encrypted;
  if (!data.empty()) {
    Bytes block(16);
    for (std::size_t i = 0; i < 4; ++i) block[15 - i] = static_cast<std::uint8_t>(counter_ >> (8 * i));
    encrypted = crypto::aes_cbc_encrypt(encryption_, crypto::aes_block_encrypt(encryption_, block),
                                        crypto::pad_iso9797_m2(data));
  }
  return session_.transmit(with_mac(ins, p1, p2, encrypted, expects_data));
}

Bytes data_group(std::uint16_t tag, ByteView value) {
  Bytes group{static_cast<std::uint8_t>(tag >> 8), static_cast<std::uint8_t>(tag)};
  if (value.size() < 0xFF) {
    group.push_back(static_cast<std::uint8_t>(value.size()));
  } else {
    append(group, Bytes{0xFF, static_cast<std::uint8_t>(value.size() >> 8),
                        static_cast<std::uint8_t>(value.size())});
  }
  append(group, value);
  return group;
}

void store(Channel& channel, ByteView application, ByteView groups) {
  Bytes target{0x00, 0x00, static_cast<std::uint8_t>(application.size())};
  append(target, application);
  append(target, Bytes{0x00, 0x00, 0x00});
  require(channel.send(0xE6, 0x20, 0x00, target, true), "INSTALL [for personalization]");
  std::uint8_t number = 0;
  while (!groups.empty()) {
    const auto part = groups.first(std::min(groups.size(), block_size));
    groups = groups.subspan(part.size());
    const std::uint8_t p1 = groups.empty() ? 0x80 : 0x00;
    require(channel.send(0xE2, p1, number++, part, false), "STORE DATA");
  }
}

}  // namespace karimen::sim::world::wire
