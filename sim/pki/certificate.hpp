// Reading a certificate as a terminal does: fields, signature, validity.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "sim/pki/profile.hpp"
#include "sim/pki/revocation.hpp"

namespace karimen::sim::pki {

/// The fields of an X.509 certificate that terminals of the simulation look at.
struct Certificate {
  std::uint32_t serial = 0;          ///< the last four octets of the serial number
  Moment not_before{}, not_after{};  ///< JST, inclusive
  std::vector<std::string> issuer;   ///< attribute values in their order
  std::vector<std::string> subject;  ///< attribute values in their order; the last one is the common name
  crypto::RsaPublicKey key;
  Bytes to_be_signed, signature;
  std::vector<std::string> holder;  ///< the six otherNames of a signature certificate, else empty: name,
                                    ///< birth, sex, address, name substitutions, address substitutions
  bool operator==(const Certificate&) const = default;
};

/// Parses the certificate at the front of a file; what follows it (filler) is ignored. nullopt if there is
/// none.
[[nodiscard]] std::optional<Certificate> parse_certificate(ByteView file);

enum class CertificateStatus : std::uint8_t {
  valid,
  malformed,
  foreign_issuer,
  wrong_signature,
  not_yet_valid,
  expired,
  revoked  ///< only where a revocation list is asked
};
[[nodiscard]] std::string_view to_word(CertificateStatus status);

/// Checks in this order: issuer, signature, validity at the moment.
[[nodiscard]] CertificateStatus check_certificate(ByteView file, const CertificateAuthority& issuer,
                                                  Moment at);

/// As above, and last against a revocation list of the issuer: a certificate is revoked from the moment on
/// that the list gives. How old the list is, is the caller's to judge.
[[nodiscard]] CertificateStatus check_certificate(ByteView file, const CertificateAuthority& issuer,
                                                  Moment at, const RevocationList& list);

}  // namespace karimen::sim::pki
