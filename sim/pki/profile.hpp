// The certificate profiles of JPKI (chip.md E), under the organisation JPKI-EMU, and card-verifiable
// certificates.
#pragma once

#include <string>

#include "base/date.hpp"
#include "sim/pki/authorities.hpp"

namespace karimen::sim::pki {

/// What a certificate says about its holder. An authentication certificate uses the last three only.
struct Subject {
  std::string name;                   ///< 氏名
  std::string birth;                  ///< era digit and YYYYMMDD (Gregorian), "419910708"
  std::string sex;                    ///< "1" male, "2" female, "3" unknown
  std::string address;                ///< 住所
  std::string name_substitutions;     ///< one 0 or 1 per character of the name
  std::string address_substitutions;  ///< one 0 or 1 per character of the address
  std::string prefecture;             ///< romanised, "Tokyo-to"
  std::string city;                   ///< romanised, "Chiyoda-ku"
  std::string common_name;            ///< 23 characters (authentication) or 28 (signature)
};

/// Everything that decides the bytes of an end-entity certificate.
struct CertificateRequest {
  CertificateKind kind = CertificateKind::authentication;
  std::uint32_t serial = 0;  ///< four DER octets: 0x01000000 … 0x7FFFFFFF
  Moment not_before{};       ///< JST
  Moment not_after{};        ///< JST, inclusive
  Subject subject;
  crypto::RsaPublicKey key;
};

/// The DER of the certificate, signed by the authority of its kind.
[[nodiscard]] Bytes issue_certificate(const Authorities& authorities, const CertificateRequest& request);

/// As above, signed by another key under the authority's name: what a terminal must refuse.
[[nodiscard]] Bytes issue_certificate(const Authorities& authorities, const CertificateAuthority& issuer,
                                      const CertificateRequest& request);

/// The self-signed certificate of an authority: serial 0E0A0001 or 0E050001, 2023-07-16 … 2033-07-15.
[[nodiscard]] Bytes make_authority_certificate(const Authorities& authorities,
                                               const CertificateAuthority& authority);

/// The value of the subjectAltName extension of a signature certificate: six otherNames (chip.md E.4).
[[nodiscard]] Bytes holder_names(const Subject& subject);

/// KeyId (chip.md C.0.2): 7 digits, 08 05, 3 digits, 4 bytes of padding. "7000033", "001" → 16 bytes.
[[nodiscard]] Bytes key_id(const std::string& number, const std::string& group, std::uint8_t last = 0x00);

/// The 265-byte public key object 90 03 010001 91 820100 ‖ modulus.
[[nodiscard]] Bytes public_key_object(const crypto::RsaPublicKey& key);

/// A card-verifiable certificate of 568 bytes, signed by the root (chip.md C.0.3).
[[nodiscard]] Bytes card_verifiable_certificate(const Authorities& authorities, ByteView issuer_id,
                                                ByteView subject_id, const crypto::RsaPublicKey& key);

}  // namespace karimen::sim::pki
