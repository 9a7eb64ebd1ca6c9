// The test authorities that sign what is on a card: root and municipality for card-verifiable certificates
// and card records, two JPKI-EMU certificate authorities, and the safety commission for licence records
// (chip.md 0.3).
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "sim/crypto/rsa.hpp"
#include "sim/pki/key_pool.hpp"

namespace karimen::sim::pki {

enum class CertificateKind : std::uint8_t { authentication, signature };

/// A certificate authority: its key and the certificate that cards carry (DER, without filler).
struct CertificateAuthority {
  CertificateKind kind;
  crypto::RsaKey key;
  Bytes certificate;
};

/// Owns the authorities' keys and a memo of signatures: PKCS#1 v1.5 is deterministic, and most records of a
/// run are signed again and again. Those of the personas' cards come from fixtures/keys/signatures.bin. Safe
/// to share between threads; not copyable.
class Authorities {
 public:
  /// At most so many signatures are remembered: some 300 bytes each, eleven on a card with a licence record.
  static constexpr std::size_t usually_remembered = 8192;
  explicit Authorities(std::shared_ptr<const KeyFile> keys, std::size_t remembered = usually_remembered);

  [[nodiscard]] const CertificateAuthority& authority(CertificateKind kind) const;
  [[nodiscard]] const crypto::RsaKey& root() const { return root_; }                            ///< K1
  [[nodiscard]] const crypto::RsaKey& municipality() const { return municipality_; }            ///< K2
  [[nodiscard]] const crypto::RsaKey& safety_commission() const { return safety_commission_; }  ///< K9
  [[nodiscard]] const crypto::RsaKey& foreign_signer() const { return foreign_signer_; }        ///< nobody's
  [[nodiscard]] const std::shared_ptr<const KeyFile>& keys() const { return keys_; }

  /// RSASSA-PKCS1-v1_5 with SHA-256.
  [[nodiscard]] Bytes sign(const crypto::RsaKey& key, ByteView message) const;
  /// The private operation on PKCS#1 type 1 padding of `content`, whatever that is (at most 245 bytes).
  [[nodiscard]] Bytes sign_content(const crypto::RsaKey& key, ByteView content) const;
  /// What fixtures/keys/signatures.bin would be of the memo as it is now.
  [[nodiscard]] Bytes signature_file() const;
  /// Signatures in the memo now.
  [[nodiscard]] std::size_t remembered() const;

 private:
  std::shared_ptr<const KeyFile> keys_;
  crypto::RsaKey root_, municipality_, safety_commission_, foreign_signer_;
  std::size_t most_remembered_;
  mutable std::mutex mutex_;
  mutable std::map<crypto::Sha256, Bytes> memo_;
  CertificateAuthority authentication_, signature_;
};

}  // namespace karimen::sim::pki
