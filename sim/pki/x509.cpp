#include "sim/pki/x509.hpp"

#include <map>

namespace karimen::sim::pki {

// By hand: OpenSSL puts a signature into a certificate only by making it (X509_sign), and ours are remembered
// (fixtures/keys/signatures.bin), which is what makes a card cheap.

using der::element;
using der::oid;

Bytes distinguished_name(const Name& name) {
  static const std::map<Attribute, const char*> types{{Attribute::country, "2.5.4.6"},
                                                      {Attribute::organisation, "2.5.4.10"},
                                                      {Attribute::unit, "2.5.4.11"},
                                                      {Attribute::locality, "2.5.4.7"},
                                                      {Attribute::common_name, "2.5.4.3"}};
  Bytes all;
  for (const auto& [attribute, value] : name) {
    // chip.md E.1: C is a PrintableString, everything else UTF8String, one attribute per RDN.
    const auto type = attribute == Attribute::country ? der::printable_string : der::utf8_string;
    const Bytes rdn =
        element(der::set, {element(der::sequence, {oid(types.at(attribute)), der::text(type, value)})});
    all.insert(all.end(), rdn.begin(), rdn.end());
  }
  return element(der::sequence, all);
}

Bytes directory_name(const Name& name) {
  return element(der::context(4), distinguished_name(name));
}

std::string service_unit(CertificateKind kind) {
  return kind == CertificateKind::authentication ? "JPKI for user authentication"
                                                 : "JPKI for digital signature";
}

Name issuer_name(CertificateKind kind) {
  return {{Attribute::country, "JP"},
          {Attribute::organisation, "JPKI-EMU"},
          {Attribute::unit, service_unit(kind)},
          {Attribute::unit, "Japan Agency for Local Authority Information Systems"}};
}

Name distribution_point(CertificateKind kind, const std::string& prefecture, const std::string& city) {
  return {{Attribute::country, "JP"},
          {Attribute::organisation, "JPKI-EMU"},
          {Attribute::unit, service_unit(kind)},
          {Attribute::unit, "CRL Distribution Points"},
          {Attribute::unit, prefecture},
          {Attribute::common_name, city + " CRLDP"}};
}

Bytes extension(const char* type, const Bytes& value, bool critical) {
  const Bytes flag = critical ? Bytes{0x01, 0x01, 0xFF} : Bytes{};
  return element(der::sequence, {oid(type), flag, element(der::octet_string, value)});
}

Bytes full_name(const Name& name) {
  return element(der::context(0), {element(der::context(0), directory_name(name))});
}

Bytes rsa_public_key(const crypto::RsaPublicKey& key) {
  return element(der::sequence, {der::unsigned_integer(key.modulus()), Bytes{0x02, 0x03, 0x01, 0x00, 0x01}});
}

Bytes subject_key_identifier(const crypto::RsaPublicKey& key) {
  return extension("2.5.29.14", element(der::octet_string, crypto::sha1(rsa_public_key(key))));
}

Bytes serial_octets(std::uint32_t serial) {
  return {static_cast<std::uint8_t>(serial >> 24), static_cast<std::uint8_t>(serial >> 16),
          static_cast<std::uint8_t>(serial >> 8), static_cast<std::uint8_t>(serial)};
}

std::uint32_t authority_serial(CertificateKind kind) {
  return kind == CertificateKind::authentication ? 0x0E0A0001 : 0x0E050001;
}

Moment authority_not_before() {
  return at_midnight(std::chrono::year{2023} / 7 / 16) + std::chrono::hours{10};
}

Moment authority_not_after() {
  return at_midnight(std::chrono::year{2033} / 7 / 16) - std::chrono::seconds{1};
}

Bytes authority_key_identifier(const CertificateAuthority& authority) {
  const Bytes id = element(der::context(0, false), crypto::sha1(rsa_public_key(authority.key.public_key())));
  const Bytes issuer = element(der::context(1), directory_name(issuer_name(authority.kind)));
  const Bytes serial = element(der::context(2, false), serial_octets(authority_serial(authority.kind)));
  return extension("2.5.29.35", element(der::sequence, {id, issuer, serial}));
}

Bytes signature_algorithm() {
  return element(der::sequence, {oid("1.2.840.113549.1.1.11"), Bytes{0x05, 0x00}});
}

Bytes signed_by(const Authorities& authorities, const crypto::RsaKey& key, const Bytes& to_be_signed,
                const Bytes& more) {
  return element(der::sequence,
                 {to_be_signed, signature_algorithm(), der::bits(authorities.sign(key, to_be_signed)), more});
}

Bytes sign_certificate(const Authorities& authorities, const CertificateAuthority& issuer,
                       const CertificateContents& contents, const crypto::RsaPublicKey& key) {
  const Bytes key_algorithm = element(der::sequence, {oid("1.2.840.113549.1.1.1"), Bytes{0x05, 0x00}});
  const Bytes to_be_signed =
      element(der::sequence,
              {Bytes{0xA0, 0x03, 0x02, 0x01, 0x02}, der::unsigned_integer(serial_octets(contents.serial)),
               signature_algorithm(), distinguished_name(issuer_name(issuer.kind)),
               element(der::sequence, {der::time(contents.not_before), der::time(contents.not_after)}),
               distinguished_name(contents.subject),
               element(der::sequence, {key_algorithm, der::bits(rsa_public_key(key))}),
               element(der::context(3), {element(der::sequence, contents.extensions)})});
  return signed_by(authorities, issuer.key, to_be_signed);
}

Bytes joined(std::initializer_list<Bytes> parts) {
  Bytes out;
  for (const Bytes& part : parts) out.insert(out.end(), part.begin(), part.end());
  return out;
}

}  // namespace karimen::sim::pki
