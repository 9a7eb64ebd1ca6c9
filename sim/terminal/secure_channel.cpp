#include "sim/terminal/secure_channel.hpp"

#include <algorithm>

#include "sim/crypto/aes.hpp"

namespace karimen::sim::terminal {
namespace {

constexpr std::uint8_t channel_bit = 0x04;
constexpr std::size_t mac_size = 8;
constexpr std::uint16_t object_incorrect = 0x6988;

/// Data derivation constants, Amendment D table 4-1.
enum Derivation : std::uint8_t {
  card_cryptogram = 0x00,
  host_cryptogram = 0x01,
  s_enc = 0x04,
  s_mac = 0x06,
  s_rmac = 0x07
};

Bytes joined(std::initializer_list<ByteView> parts) {
  Bytes all;
  for (const ByteView part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

/// KDF in counter mode with CMAC (4.1.5): label, separator 00, L in bits, counter 1, context.
Bytes derived(ByteView key, Derivation constant, std::uint8_t bits, ByteView context) {
  Bytes input(11, 0x00);
  input.insert(input.end(), {constant, 0x00, 0x00, bits, 0x01});
  input.insert(input.end(), context.begin(), context.end());
  Bytes out = crypto::aes_cmac(key, input);
  out.resize(bits / 8);
  return out;
}

/// The header as it is authenticated: Lc counts the MAC.
Bytes header_of(const Command& command, std::size_t lc, bool extended) {
  Bytes header{command.cla, command.ins, command.p1, command.p2};
  if (extended) header.insert(header.end(), {0x00, static_cast<std::uint8_t>(lc >> 8)});
  header.push_back(static_cast<std::uint8_t>(lc));
  return header;
}

bool carries_protection(std::uint16_t status) {
  const int first = status >> 8;
  return first == 0x90 || first == 0x62 || first == 0x63;
}

}  // namespace

Bytes SecureChannel::vector(std::uint8_t first) const {
  Bytes block(16, 0x00);
  block[0] = first;
  for (std::size_t i = 0; i < 4; ++i) block[15 - i] = static_cast<std::uint8_t>(counter_ >> (8 * i));
  return crypto::aes_block_encrypt(keys_.encryption, block);
}

Command SecureChannel::wrapped(const Command& command) {
  ++counter_;
  Command out = command;
  out.cla |= channel_bit;
  if (!out.data.empty()) {
    out.data = crypto::aes_cbc_encrypt(keys_.encryption, vector(0x00), crypto::pad_iso9797_m2(out.data));
  }
  const std::size_t lc = out.data.size() + mac_size;
  const bool extended = lc > 255 || out.le.value_or(0) > 256;
  chaining_ = crypto::aes_cmac(keys_.mac, joined({chaining_, header_of(out, lc, extended), out.data}));
  out.data.insert(out.data.end(), chaining_.begin(), chaining_.begin() + mac_size);
  return out;
}

Answer SecureChannel::unwrapped(Answer answer) const {
  if (level_ != SecurityLevel::full_protection || !carries_protection(answer.status)) return answer;
  if (answer.data.size() < mac_size) return {{}, object_incorrect};
  const ByteView body = ByteView(answer.data).first(answer.data.size() - mac_size);
  const Bytes status{static_cast<std::uint8_t>(answer.status >> 8), static_cast<std::uint8_t>(answer.status)};
  const Bytes mac = crypto::aes_cmac(keys_.response_mac, joined({chaining_, body, status}));
  if (!std::ranges::equal(ByteView(mac).first(mac_size), ByteView(answer.data).last(mac_size))) {
    return {{}, object_incorrect};
  }
  if (body.empty()) return {{}, answer.status};
  if (body.size() % 16 != 0) return {{}, object_incorrect};
  bool ok = false;
  Bytes plain = crypto::unpad_iso9797_m2(crypto::aes_cbc_decrypt(keys_.encryption, vector(0x80), body), ok);
  return ok ? Answer{std::move(plain), answer.status} : Answer{{}, object_incorrect};
}

Answer SecureChannel::send(const Command& command) {
  return unwrapped(session_.transmit(encode(wrapped(command))));
}

std::variant<SecureChannel, ChannelFailure> open_channel(CardSession& session,
                                                         const crypto::ChannelKeys& keys, SecurityLevel level,
                                                         ByteView host_challenge) {
  PlainConversation plain(session);
  const Answer update = plain.send({.cla = 0x80,
                                    .ins = 0x50,
                                    .p1 = keys.version,
                                    .data = {host_challenge.begin(), host_challenge.end()},
                                    .le = 256});
  if (!update.ok()) return ChannelFailure{update.status, "INITIALIZE UPDATE was refused"};
  // Diversification data 10, key version, SCP 03, i 70, card challenge 8, card cryptogram 8, sequence
  // counter 3.
  const ByteView data = update.data;
  if (data.size() != 32 || data[11] != 0x03)
    return ChannelFailure{update.status, "the card does not speak SCP03 with i=70"};
  const Bytes context = joined({host_challenge, data.subspan(13, 8)});
  SecureChannel::Keys session_keys{derived(keys.enc, s_enc, 128, context),
                                   derived(keys.mac, s_mac, 128, context),
                                   derived(keys.mac, s_rmac, 128, context)};
  if (!std::ranges::equal(derived(session_keys.mac, card_cryptogram, 64, context), data.subspan(21, 8))) {
    return ChannelFailure{update.status, "the card's cryptogram is wrong: it has other keys"};
  }
  Command authenticate{.cla = 0x84, .ins = 0x82, .p1 = static_cast<std::uint8_t>(level)};
  authenticate.data = derived(session_keys.mac, host_cryptogram, 64, context);
  const Bytes header = header_of(authenticate, authenticate.data.size() + mac_size, false);
  Bytes chaining = crypto::aes_cmac(session_keys.mac, joined({Bytes(16, 0x00), header, authenticate.data}));
  authenticate.data.insert(authenticate.data.end(), chaining.begin(), chaining.begin() + mac_size);
  const Answer opened = plain.send(authenticate);
  if (!opened.ok()) return ChannelFailure{opened.status, "EXTERNAL AUTHENTICATE was refused"};
  return std::variant<SecureChannel, ChannelFailure>(std::in_place_index<0>, session, level,
                                                     std::move(session_keys), std::move(chaining));
}

}  // namespace karimen::sim::terminal
