// Pieces of X.509 that certificates, revocation lists and status responses share. Inside sim/pki only.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/pki/authorities.hpp"
#include "sim/pki/der.hpp"

namespace karimen::sim::pki {

enum class Attribute { country, organisation, unit, locality, common_name };
/// Attributes in their order, one in each RDN.
using Name = std::vector<std::pair<Attribute, std::string>>;

/// chip.md E.1: C is a PrintableString, everything else UTF8String.
[[nodiscard]] Bytes distinguished_name(const Name& name);
/// GeneralName directoryName [4] EXPLICIT.
[[nodiscard]] Bytes directory_name(const Name& name);

/// "JPKI for user authentication" or "JPKI for digital signature".
[[nodiscard]] std::string service_unit(CertificateKind kind);
/// Of an authority (chip.md E.2), under the organisation JPKI-EMU (E.6).
[[nodiscard]] Name issuer_name(CertificateKind kind);
/// Where the revocation list of a municipality's certificates lies (chip.md E.3); both names romanised.
[[nodiscard]] Name distribution_point(CertificateKind kind, const std::string& prefecture,
                                      const std::string& city);

[[nodiscard]] Bytes extension(const char* type, const Bytes& value, bool critical = false);
/// DistributionPointName fullName [0] of one directory name.
[[nodiscard]] Bytes full_name(const Name& name);
/// PKCS#1 RSAPublicKey.
[[nodiscard]] Bytes rsa_public_key(const crypto::RsaPublicKey& key);
[[nodiscard]] Bytes serial_octets(std::uint32_t serial);
/// Serial number of the authority's own certificate: 0E0A0001 or 0E050001.
[[nodiscard]] std::uint32_t authority_serial(CertificateKind kind);
/// Validity of the authorities' certificates: 2023-07-16T10:00 … 2033-07-15T23:59:59, JST.
[[nodiscard]] Moment authority_not_before();
[[nodiscard]] Moment authority_not_after();
/// SHA-1 of the key, name and serial number of the authority.
[[nodiscard]] Bytes authority_key_identifier(const CertificateAuthority& authority);
[[nodiscard]] Bytes subject_key_identifier(const crypto::RsaPublicKey& key);

/// AlgorithmIdentifier sha256WithRSAEncryption, with NULL.
[[nodiscard]] Bytes signature_algorithm();
/// SEQUENCE {to_be_signed, algorithm, signature, more}.
[[nodiscard]] Bytes signed_by(const Authorities& authorities, const crypto::RsaKey& key,
                              const Bytes& to_be_signed, const Bytes& more = {});

/// What differs between certificates.
struct CertificateContents {
  std::uint32_t serial;
  Moment not_before, not_after;
  Name subject;
  Bytes extensions;  ///< one behind the other
};
[[nodiscard]] Bytes sign_certificate(const Authorities& authorities, const CertificateAuthority& issuer,
                                     const CertificateContents& contents, const crypto::RsaPublicKey& key);

/// The parts one behind the other.
[[nodiscard]] Bytes joined(std::initializer_list<Bytes> parts);

}  // namespace karimen::sim::pki
