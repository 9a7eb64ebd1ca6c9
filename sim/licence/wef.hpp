// The three readable files of the driver-licence application: WEF01 PIN setting, WEF02 licence data, WEF03
// signature (chip.md F.1, F.3, F.4, F.5).
#pragma once

#include <string>
#include <variant>

#include "base/bytes.hpp"
#include "sim/crypto/rsa.hpp"
#include "sim/licence/licence_record.hpp"

namespace karimen::sim::licence {

/// Why bytes are not a licence record: the element, where it starts, and one sentence.
struct DecodeError {
  std::uint16_t tag = 0;   ///< the element expected there; 0 if none
  std::size_t offset = 0;  ///< bytes from the start of the file
  std::string what;
  bool operator==(const DecodeError&) const = default;
};

/// WEF01: C1 01 01 with a PIN, C1 01 00 without.
[[nodiscard]] Bytes encode_wef01(bool pin_set);

/// All 70 elements in table order, exactly as long as they are. Throws DiagnosticError if a text has a
/// character outside JIS X 0208, a date lies before the era 明治, or a value is longer than its element.
[[nodiscard]] Bytes encode_wef02(const LicenceRecord& record);

/// Strict: every element once, in order, within its maximum, well-formed, and nothing behind element 0107
/// but 00 or FF filler.
[[nodiscard]] std::variant<LicenceRecord, DecodeError> decode_wef02(ByteView file);

/// WEF03.
struct SignatureRecord {
  Bytes signature;                 ///< 0108: 256 bytes
  std::string certificate_serial;  ///< 0109: up to 16 characters of JIS X 0201
  std::string reserved;            ///< 010A: up to 48
  std::string issuer;              ///< 010B: up to 80
  std::string subject;             ///< 010C: up to 130
  Bytes subject_key_identifier;    ///< 010D: 32 bytes, SHA-256 of the 265-byte public key object
  bool operator==(const SignatureRecord&) const = default;
};
[[nodiscard]] Bytes encode_wef03(const SignatureRecord& record);
[[nodiscard]] std::variant<SignatureRecord, DecodeError> decode_wef03(ByteView file);

/// Who signs licence records: a key and the names that WEF03 gives it.
struct Signer {
  crypto::RsaKey key;
  std::string certificate_serial, issuer, subject;
};

/// The signer of the emulated safety commission, with the names of chip.md F.5.
[[nodiscard]] Signer safety_commission_signer(crypto::RsaKey key);

/// SHA-256 of 90 03 010001 91 820100 ‖ modulus.
[[nodiscard]] Bytes key_identifier(const crypto::RsaPublicKey& key);

/// WEF03 for the bytes of a WEF02: RSASSA-PKCS1-v1_5 with SHA-256 over C2 … the end of element 0107.
[[nodiscard]] Bytes sign_record(ByteView wef02, const Signer& signer);

/// WEF03 around a signature made elsewhere, e.g. one that is remembered.
[[nodiscard]] Bytes wrap_signature(Bytes signature, const Signer& signer);

enum class Verification {
  valid,
  malformed_record,     ///< WEF02 does not decode
  malformed_signature,  ///< WEF03 does not decode
  unknown_signer,       ///< the subject key identifier is not that of the key
  wrong_signature,      ///< tampered with, or signed by another key under this one's name
};
[[nodiscard]] std::string_view to_word(Verification verification);

/// Checks both files as they were read, filler included, against the signer's public key.
[[nodiscard]] Verification verify_record(ByteView wef02, ByteView wef03, const crypto::RsaPublicKey& signer);

}  // namespace karimen::sim::licence
