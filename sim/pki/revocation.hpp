// Revocation data of the test authorities: certificate revocation lists (RFC 5280, 5) and answers of an OCSP
// responder (RFC 6960). All times are passed in and PKCS#1 v1.5 is deterministic: the same question has the
// same bytes for an answer.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "sim/pki/authorities.hpp"

namespace karimen::sim::pki {

/// CRLReason (RFC 5280, 5.3.1). Those of JPKI: affiliation_changed, cessation_of_operation, superseded and
/// certificate_hold (chip.md E.5).
enum class RevocationReason : std::uint8_t {
  unspecified = 0,
  key_compromise = 1,
  ca_compromise = 2,
  affiliation_changed = 3,
  superseded = 4,
  cessation_of_operation = 5,
  certificate_hold = 6,
};
/// "affiliation_changed", ...
[[nodiscard]] std::string_view to_word(RevocationReason reason);
[[nodiscard]] std::optional<RevocationReason> revocation_reason_of(std::string_view word);
/// In the order of their codes.
[[nodiscard]] std::span<const std::string_view> revocation_reason_words();

/// A revoked certificate: serial number, moment (JST), reason.
struct Revocation {
  std::uint32_t serial = 0;
  Moment at{};
  RevocationReason reason = RevocationReason::unspecified;
  bool operator==(const Revocation&) const = default;
};

/// A list for the certificates of one distribution point, that is of one municipality and kind.
struct RevocationList {
  CertificateKind kind = CertificateKind::authentication;
  std::string prefecture = "Tokyo-to", city = "Chiyoda-ku";  ///< romanised, as in the certificates
  std::uint32_t number = 1;                                  ///< cRLNumber, from 1; grows with each list
  Moment this_update{}, next_update{};                       ///< JST
  std::vector<Revocation> revoked;                           ///< in the order in which they stand in the list
};

/// CertificateList v2 in DER, signed by the authority of its kind. Extensions: authorityKeyIdentifier,
/// cRLNumber, issuingDistributionPoint (critical; the name that certificates give). Entries have reasonCode,
/// unless unspecified. emulator-defined: order and choice of extensions.
[[nodiscard]] Bytes make_revocation_list(const Authorities& authorities, const RevocationList& list);

/// A list as a terminal reads it: kind of the issuer, number, times, revocations; whose certificates it is
/// about is not read. nullopt if it is malformed or not signed by the issuer, whose certificate must be
/// there.
[[nodiscard]] std::optional<RevocationList> read_revocation_list(ByteView der,
                                                                 const CertificateAuthority& issuer);

enum class StatusKind : std::uint8_t { good, revoked, unknown };

/// What a responder says of one certificate.
struct CertificateStatusAnswer {
  CertificateKind kind = CertificateKind::authentication;  ///< whose authority issued it
  std::uint32_t serial = 0;
  StatusKind status = StatusKind::good;
  Revocation revocation;  ///< of a revoked one; its serial number is not looked at
  Moment this_update{}, next_update{}, produced_at{};
  Bytes nonce;  ///< of the question; empty: no nonce extension
};

/// OCSPResponse "successful" with one BasicOCSPResponse in DER, signed by the delegated responder, whose
/// certificate is in it. CertID by SHA-1, as OpenSSL asks; responder named by its key. emulator-defined.
[[nodiscard]] Bytes make_status_response(const Authorities& authorities,
                                         const CertificateStatusAnswer& answer);

/// The responder's certificate: extendedKeyUsage OCSPSigning, id-pkix-ocsp-nocheck, serial 0E0A0002 or
/// 0E050002, as long as the authority's. Its key is `responder-authentication` or `responder-signature`.
[[nodiscard]] Bytes responder_certificate(const Authorities& authorities, CertificateKind kind);

/// "-----BEGIN label-----", base64 in lines of 64, "-----END label-----".
[[nodiscard]] std::string to_pem(std::string_view label, ByteView der);

}  // namespace karimen::sim::pki
