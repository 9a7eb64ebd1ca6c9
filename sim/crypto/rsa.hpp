// RSA-2048 keys as immutable shared values: copying one copies a pointer.
#pragma once

#include <memory>
#include <optional>

#include "base/bytes.hpp"
#include "sim/crypto/hash.hpp"

namespace karimen::sim::crypto {

/// A public key: 256-byte modulus, exponent 65537.
class RsaPublicKey {
 public:
  RsaPublicKey() = default;
  explicit RsaPublicKey(ByteView modulus);  ///< 256 bytes
  [[nodiscard]] const Bytes& modulus() const { return modulus_; }
  /// m^e mod n; `block` is 256 bytes. nullopt if it is not below the modulus.
  [[nodiscard]] std::optional<Bytes> raw(ByteView block) const;
  /// RSASSA-PKCS1-v1_5 over SHA-256 of `message`.
  [[nodiscard]] bool verifies(ByteView message, ByteView signature) const;
  bool operator==(const RsaPublicKey&) const = default;

 private:
  Bytes modulus_;
};

/// A private key. Empty (default) keys answer false to `operator bool`.
class RsaKey {
 public:
  RsaKey() = default;
  /// From a PKCS#1 RSAPrivateKey in DER. Throws std::invalid_argument.
  [[nodiscard]] static RsaKey from_der(ByteView der);
  /// From the two primes (chip.md 0.3); e = 65537.
  [[nodiscard]] static RsaKey from_primes(ByteView p, ByteView q);
  [[nodiscard]] Bytes to_der() const;
  [[nodiscard]] const RsaPublicKey& public_key() const;
  /// m^d mod n by the Chinese remainder; nullopt if block ≥ modulus. Any number of threads may call it at
  /// once.
  [[nodiscard]] std::optional<Bytes> raw(ByteView block) const;
  explicit operator bool() const { return impl_ != nullptr; }
  bool operator==(const RsaKey& other) const;

  struct Impl;

 private:
  std::shared_ptr<const Impl> impl_;
};

/// EMSA-PKCS1-v1_5 block of 256 bytes: 00 01 FF… 00 ‖ content (content ≤ 245 bytes).
[[nodiscard]] Bytes pkcs1_type1(ByteView content);
/// DER DigestInfo of a SHA-256 value, 51 bytes.
[[nodiscard]] Bytes digest_info(const Sha256& digest);
/// EMSA-PSS (SHA-256, MGF1-SHA-256, trailer BC) of a digest with the given 32-byte salt, for a 2048-bit key.
[[nodiscard]] Bytes pss_encode(const Sha256& digest, ByteView salt);
/// RSAES-OAEP decryption of a decrypted block (SHA-256, MGF1-SHA-256, empty label); nullopt if it does not
/// open.
[[nodiscard]] std::optional<Bytes> oaep_decode(ByteView block);

}  // namespace karimen::sim::crypto
