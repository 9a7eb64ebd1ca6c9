#include "sim/chip/channel/secure_channel.hpp"

#include <algorithm>

#include "sim/crypto/aes.hpp"

namespace karimen::sim::chip {

namespace {

constexpr std::uint8_t response_levels = 0x30;  // R-MAC and R-ENC

/// Amendment D 4.1.5: one or two blocks of the counter-mode KDF; every use here asks for at most 128 bits.
Bytes derive(ByteView key, std::uint8_t constant, std::uint16_t bits, ByteView host, ByteView card) {
  Bytes input(11);
  input.insert(input.end(),
               {constant, 0x00, static_cast<std::uint8_t>(bits >> 8), static_cast<std::uint8_t>(bits), 0x01});
  input.insert(input.end(), host.begin(), host.end());
  input.insert(input.end(), card.begin(), card.end());
  auto derived = crypto::aes_cmac(key, input);
  derived.resize(bits / 8);
  return derived;
}

void assign(std::span<std::uint8_t> target, ByteView source) {
  std::ranges::copy(source, target.begin());
}

}  // namespace

void SecureChannel::initialise(const SecureChannelKeys& keys, ByteView host, ByteView card) {
  *this = {};
  state = State::initialised;
  key_version = keys.version;
  assign(host_challenge, host);
  assign(card_challenge, card);
  assign(encryption, derive(keys.enc, 0x04, 128, host, card));
  assign(mac, derive(keys.mac, 0x06, 128, host, card));
  assign(response_mac, derive(keys.mac, 0x07, 128, host, card));
}

Bytes SecureChannel::card_cryptogram() const {
  return derive(mac, 0x00, 64, host_challenge, card_challenge);
}

Bytes SecureChannel::host_cryptogram() const {
  return derive(mac, 0x01, 64, host_challenge, card_challenge);
}

bool SecureChannel::check_mac(const Apdu& apdu) {
  if (apdu.data.size() < 8) return false;
  const auto body = apdu.data.first(apdu.data.size() - 8);
  Bytes input(chaining.begin(), chaining.end());
  input.insert(input.end(), {apdu.cla, apdu.ins, apdu.p1, apdu.p2});
  const auto lc = apdu.data.size();
  if (apdu.extended) input.insert(input.end(), {0x00, static_cast<std::uint8_t>(lc >> 8)});
  input.push_back(static_cast<std::uint8_t>(lc));
  input.insert(input.end(), body.begin(), body.end());
  const auto full = crypto::aes_cmac(mac, input);
  if (!std::ranges::equal(ByteView(full).first(8), apdu.data.last(8))) return false;
  assign(chaining, full);
  return true;
}

Bytes SecureChannel::vector(std::uint8_t first) const {
  Bytes block(16);
  block[0] = first;
  for (int i = 0; i < 4; ++i) block[15 - i] = static_cast<std::uint8_t>(counter >> (8 * i));
  return crypto::aes_block_encrypt(encryption, block);
}

std::optional<Bytes> SecureChannel::decrypt(ByteView ciphertext) {
  ++counter;
  if (ciphertext.empty()) return Bytes{};
  if (ciphertext.size() % 16 != 0) return std::nullopt;
  bool ok = false;
  auto plain = crypto::unpad_iso9797_m2(crypto::aes_cbc_decrypt(encryption, vector(0x00), ciphertext), ok);
  return ok ? std::optional(std::move(plain)) : std::nullopt;
}

Bytes SecureChannel::protect(ByteView data, std::uint16_t status_word) {
  Bytes out(data.begin(), data.end());
  if ((level & response_levels) == 0) return out;
  if (!out.empty()) out = crypto::aes_cbc_encrypt(encryption, vector(0x80), crypto::pad_iso9797_m2(out));
  Bytes input(chaining.begin(), chaining.end());
  input.insert(input.end(), out.begin(), out.end());
  input.insert(input.end(),
               {static_cast<std::uint8_t>(status_word >> 8), static_cast<std::uint8_t>(status_word)});
  const auto full = crypto::aes_cmac(response_mac, input);
  out.insert(out.end(), full.begin(), full.begin() + 8);
  return out;
}

void SecureChannel::forget_blocks() {
  blocks.clear();
  next_block = 0;
}

}  // namespace karimen::sim::chip
