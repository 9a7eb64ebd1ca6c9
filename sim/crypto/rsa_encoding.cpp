// Encodings of PKCS#1 (RFC 8017) for a 2048-bit key; they need no key.
#include <algorithm>
#include <stdexcept>

#include "sim/crypto/rsa.hpp"
#include "sim/crypto/rsa_numbers.hpp"

namespace karimen::sim::crypto {
namespace {

constexpr std::size_t hash_size = 32;

/// MGF1 with SHA-256, exclusive-ored onto `target`.
void mask_mgf1(std::span<std::uint8_t> target, ByteView seed) {
  for (std::size_t block = 0; block * hash_size < target.size(); ++block) {
    Bytes input(seed.begin(), seed.end());
    for (int shift = 24; shift >= 0; shift -= 8) input.push_back(static_cast<std::uint8_t>(block >> shift));
    const Sha256 mask = sha256(input);
    const std::size_t count = std::min(hash_size, target.size() - block * hash_size);
    for (std::size_t i = 0; i < count; ++i) target[block * hash_size + i] ^= mask[i];
  }
}

}  // namespace

Bytes pkcs1_type1(ByteView content) {
  if (content.size() > rsa_size - 11)
    throw std::invalid_argument("PKCS#1 block content is at most 245 bytes");
  Bytes block(rsa_size, 0xFF);
  block[0] = 0x00;
  block[1] = 0x01;
  block[rsa_size - content.size() - 1] = 0x00;
  std::copy(content.begin(), content.end(), block.end() - static_cast<std::ptrdiff_t>(content.size()));
  return block;
}

Bytes digest_info(const Sha256& digest) {
  // SEQUENCE { SEQUENCE { OID 2.16.840.1.101.3.4.2.1, NULL }, OCTET STRING(32) }
  Bytes info{0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
             0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20};
  info.insert(info.end(), digest.begin(), digest.end());
  return info;
}

Bytes pss_encode(const Sha256& digest, ByteView salt) {
  if (salt.size() != hash_size) throw std::invalid_argument("the PSS salt is 32 bytes");
  Bytes hashed(8, 0);
  hashed.insert(hashed.end(), digest.begin(), digest.end());
  hashed.insert(hashed.end(), salt.begin(), salt.end());
  const Sha256 h = sha256(hashed);
  Bytes block(rsa_size, 0);
  const std::size_t masked = rsa_size - hash_size - 1;
  block[masked - hash_size - 1] = 0x01;
  std::copy(salt.begin(), salt.end(), block.begin() + static_cast<std::ptrdiff_t>(masked - hash_size));
  mask_mgf1(std::span(block).first(masked), h);
  block[0] &= 0x7F;  // emBits is 2047
  std::copy(h.begin(), h.end(), block.begin() + static_cast<std::ptrdiff_t>(masked));
  block.back() = 0xBC;
  return block;
}

std::optional<Bytes> oaep_decode(ByteView block) {
  if (block.size() != rsa_size || block[0] != 0) return std::nullopt;
  Bytes copy(block.begin(), block.end());
  const auto seed = std::span(copy).subspan(1, hash_size);
  const auto data = std::span(copy).subspan(1 + hash_size);
  mask_mgf1(seed, data);
  mask_mgf1(data, seed);
  const Sha256 empty_label = sha256({});
  if (!std::equal(empty_label.begin(), empty_label.end(), data.begin())) return std::nullopt;
  const auto mark = std::find_if(data.begin() + hash_size, data.end(), [](std::uint8_t b) { return b != 0; });
  if (mark == data.end() || *mark != 0x01) return std::nullopt;
  return Bytes(mark + 1, data.end());
}

}  // namespace karimen::sim::crypto
