// Answers of an OCSP responder (RFC 6960, 4.2). By hand: OCSP_basic_sign writes the machine's clock into
// producedAt, or nothing; ours is the scenario's.
#include "sim/pki/revocation.hpp"
#include "sim/pki/x509.hpp"

namespace karimen::sim::pki {
namespace {

using der::element;
using der::oid;

constexpr auto basic_response = "1.3.6.1.5.5.7.48.1.1", nonce_extension = "1.3.6.1.5.5.7.48.1.2",
               no_check = "1.3.6.1.5.5.7.48.1.5";

crypto::RsaKey responder_key(const Authorities& authorities, CertificateKind kind) {
  const bool signing = kind == CertificateKind::signature;
  return authorities.keys()->key(signing ? "responder-signature" : "responder-authentication");
}

/// CertID: SHA-1 of the issuer's name and of its key (without the BIT STRING's header), serial number.
Bytes certificate_id(const CertificateAuthority& issuer, std::uint32_t serial) {
  const Bytes sha1 = element(der::sequence, {oid("1.3.14.3.2.26"), Bytes{0x05, 0x00}});
  const Bytes name = crypto::sha1(distinguished_name(issuer_name(issuer.kind)));
  const Bytes key = crypto::sha1(rsa_public_key(issuer.key.public_key()));
  return element(der::sequence, {sha1, element(der::octet_string, name), element(der::octet_string, key),
                                 der::unsigned_integer(serial_octets(serial))});
}

/// CertStatus: good [0], revoked [1], unknown [2].
Bytes status_of(const CertificateStatusAnswer& answer) {
  if (answer.status != StatusKind::revoked)
    return element(der::context(static_cast<int>(answer.status), false), Bytes{});
  const std::uint8_t code[] = {static_cast<std::uint8_t>(answer.revocation.reason)};
  const Bytes reason = element(der::context(0), {element(der::enumerated, code)});
  return element(der::context(1), {der::long_time(answer.revocation.at), reason});
}

Bytes single_response(const CertificateAuthority& issuer, const CertificateStatusAnswer& answer) {
  return element(der::sequence, {certificate_id(issuer, answer.serial), status_of(answer),
                                 der::long_time(answer.this_update),
                                 element(der::context(0), {der::long_time(answer.next_update)})});
}

Bytes response_data(const CertificateAuthority& issuer, const crypto::RsaKey& responder,
                    const CertificateStatusAnswer& answer) {
  const Bytes key_hash = crypto::sha1(rsa_public_key(responder.public_key()));
  const Bytes responder_id = element(der::context(2), {element(der::octet_string, key_hash)});
  const Bytes extensions =
      answer.nonce.empty()
          ? Bytes{}
          : element(der::context(1),
                    {element(der::sequence,
                             {extension(nonce_extension, element(der::octet_string, answer.nonce))})});
  return element(der::sequence, {responder_id, der::long_time(answer.produced_at),
                                 element(der::sequence, {single_response(issuer, answer)}), extensions});
}

}  // namespace

Bytes responder_certificate(const Authorities& authorities, CertificateKind kind) {
  const CertificateAuthority& issuer = authorities.authority(kind);
  const auto key = responder_key(authorities, kind).public_key();
  Name subject = issuer_name(kind);
  subject.emplace_back(Attribute::common_name, "EMULATED OCSP RESPONDER");
  const Bytes use = element(der::sequence, {oid("1.3.6.1.5.5.7.3.9")});  // OCSPSigning
  const Bytes extensions = joined({extension("2.5.29.15", {0x03, 0x02, 0x07, 0x80}, true),
                                   extension("2.5.29.37", use), extension(no_check, {0x05, 0x00}),
                                   authority_key_identifier(issuer), subject_key_identifier(key)});
  return sign_certificate(
      authorities, issuer,
      {authority_serial(kind) + 1, authority_not_before(), authority_not_after(), subject, extensions}, key);
}

Bytes make_status_response(const Authorities& authorities, const CertificateStatusAnswer& answer) {
  const CertificateAuthority& issuer = authorities.authority(answer.kind);
  const crypto::RsaKey key = responder_key(authorities, answer.kind);
  const Bytes certificates =
      element(der::context(0), {element(der::sequence, {responder_certificate(authorities, answer.kind)})});
  const Bytes basic = signed_by(authorities, key, response_data(issuer, key, answer), certificates);
  const Bytes successful{0x0A, 0x01, 0x00};
  const Bytes bytes = element(der::sequence, {oid(basic_response), element(der::octet_string, basic)});
  return element(der::sequence, {successful, element(der::context(0), {bytes})});
}

}  // namespace karimen::sim::pki
