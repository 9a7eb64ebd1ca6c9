#include "sim/chip/channel/secure_messaging.hpp"

#include <algorithm>

#include "sim/chip/files/tlv.hpp"
#include "sim/crypto/aes.hpp"

namespace karimen::sim::chip {

void SecureMessaging::start(ByteView key) {
  open = true;
  ever_opened = true;
  counter = 0;
  std::copy_n(key.begin(), session_key.size(), session_key.begin());
}

Bytes SecureMessaging::vector() const {
  Bytes block(16);
  for (int i = 0; i < 4; ++i) block[15 - i] = static_cast<std::uint8_t>(counter >> (8 * i));
  return crypto::aes_block_encrypt(session_key, block);
}

std::optional<Bytes> SecureMessaging::decrypt(ByteView ciphertext) const {
  if (ciphertext.empty() || ciphertext.size() % 16 != 0) return std::nullopt;
  bool ok = false;
  auto plain = crypto::unpad_iso9797_m2(crypto::aes_cbc_decrypt(session_key, vector(), ciphertext), ok);
  return ok ? std::optional(std::move(plain)) : std::nullopt;
}

Bytes SecureMessaging::protect(ByteView plain) const {
  Bytes value{0x01};
  const auto ciphertext = crypto::aes_cbc_encrypt(session_key, vector(), crypto::pad_iso9797_m2(plain));
  value.insert(value.end(), ciphertext.begin(), ciphertext.end());
  return ber_object(0x86, value);
}

}  // namespace karimen::sim::chip
