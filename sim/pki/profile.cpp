#include "sim/pki/profile.hpp"

#include <utility>
#include <vector>

#include "sim/pki/der.hpp"

namespace karimen::sim::pki {
namespace {

using der::element;
using der::oid;

// --- names ---------------------------------------------------------------------------------------

enum class Attribute { country, organisation, unit, locality, common_name };
using Name = std::vector<std::pair<Attribute, std::string>>;

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

/// GeneralName directoryName [4] EXPLICIT.
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

Name japanese_issuer_name(CertificateKind kind) {
  const std::string use = kind == CertificateKind::authentication ? "利用者証明用" : "署名用";
  return {{Attribute::country, "JP"},
          {Attribute::organisation, "公的個人認証サービス"},
          {Attribute::unit, "公的個人認証サービス" + use},
          {Attribute::unit, "地方公共団体情報システム機構"}};
}

// --- extensions ----------------------------------------------------------------------------------

Bytes extension(const char* type, const Bytes& value, bool critical = false) {
  const Bytes flag = critical ? Bytes{0x01, 0x01, 0xFF} : Bytes{};
  return element(der::sequence, {oid(type), flag, element(der::octet_string, value)});
}

Bytes key_usage(std::uint8_t unused_bits, std::uint8_t uses) {
  return extension("2.5.29.15", {0x03, 0x02, unused_bits, uses}, true);
}

Bytes certificate_policies(CertificateKind kind) {
  const char* policy =
      kind == CertificateKind::authentication ? "1.2.392.200149.8.5.1.3.30" : "1.2.392.200149.8.5.1.1.20";
  const Bytes practice =
      element(der::sequence,
              {oid("1.3.6.1.5.5.7.2.1"), der::text(0x16, "http://www.jpki.go.jp/cps.html")});  // IA5String
  return extension(
      "2.5.29.32",
      element(der::sequence, {element(der::sequence, {oid(policy), element(der::sequence, {practice})})}),
      true);
}

Bytes alternative_issuer(const char* type, CertificateKind kind) {
  return extension(type, element(der::sequence, {directory_name(japanese_issuer_name(kind))}));
}

/// One distribution point whose fullName is a directory name.
Bytes revocation_list_at(const Name& name) {
  const Bytes full_name = element(der::context(0), {element(der::context(0), directory_name(name))});
  return extension("2.5.29.31", element(der::sequence, {element(der::sequence, {full_name})}));
}

Bytes revocation_list_of(CertificateKind kind, const Subject& subject) {
  return revocation_list_at({{Attribute::country, "JP"},
                             {Attribute::organisation, "JPKI-EMU"},
                             {Attribute::unit, service_unit(kind)},
                             {Attribute::unit, "CRL Distribution Points"},
                             {Attribute::unit, subject.prefecture},
                             {Attribute::common_name, subject.city + " CRLDP"}});
}

/// PKCS#1 RSAPublicKey.
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

Bytes authority_key_identifier(const CertificateAuthority& authority) {
  const Bytes id = element(der::context(0, false), crypto::sha1(rsa_public_key(authority.key.public_key())));
  const Bytes issuer = element(der::context(1), directory_name(issuer_name(authority.kind)));
  const Bytes serial = element(der::context(2, false), serial_octets(authority_serial(authority.kind)));
  return extension("2.5.29.35", element(der::sequence, {id, issuer, serial}));
}

// The responder does not exist: `.invalid` is reserved (RFC 2606).
Bytes online_status() {
  const Bytes location = der::text(der::context(6, false), "http://ocspauthnorm.jpki-emu.invalid");
  return extension("1.3.6.1.5.5.7.1.1",
                   element(der::sequence, {element(der::sequence, {oid("1.3.6.1.5.5.7.48.1"), location})}));
}

// --- certificates --------------------------------------------------------------------------------

struct Contents {
  std::uint32_t serial;
  Moment not_before, not_after;
  Name subject;
  Bytes extensions;  ///< one behind the other
};

Bytes sign_certificate(const Authorities& authorities, const CertificateAuthority& issuer,
                       const Contents& contents, const crypto::RsaPublicKey& key) {
  const Bytes null{0x05, 0x00};
  const Bytes algorithm =
      element(der::sequence, {oid("1.2.840.113549.1.1.11"), null});  // sha256WithRSAEncryption
  const Bytes key_algorithm = element(der::sequence, {oid("1.2.840.113549.1.1.1"), null});
  const Bytes to_be_signed =
      element(der::sequence,
              {Bytes{0xA0, 0x03, 0x02, 0x01, 0x02}, der::unsigned_integer(serial_octets(contents.serial)),
               algorithm, distinguished_name(issuer_name(issuer.kind)),
               element(der::sequence, {der::time(contents.not_before), der::time(contents.not_after)}),
               distinguished_name(contents.subject),
               element(der::sequence, {key_algorithm, der::bits(rsa_public_key(key))}),
               element(der::context(3), {element(der::sequence, contents.extensions)})});
  return element(der::sequence,
                 {to_be_signed, algorithm, der::bits(authorities.sign(issuer.key, to_be_signed))});
}

Bytes joined(std::initializer_list<Bytes> parts) {
  Bytes out;
  for (const Bytes& part : parts) out.insert(out.end(), part.begin(), part.end());
  return out;
}

// The order of extensions is that of the real certificates (chip.md E.3, E.4); clients test it.
Bytes authentication_extensions(const CertificateAuthority& issuer, const CertificateRequest& request) {
  const Bytes client = element(der::sequence, {oid("1.3.6.1.5.5.7.3.2")});
  return joined({key_usage(7, 0x80), extension("2.5.29.37", client), certificate_policies(request.kind),
                 alternative_issuer("2.5.29.18", request.kind),
                 revocation_list_of(request.kind, request.subject), online_status(),
                 authority_key_identifier(issuer), subject_key_identifier(request.key)});
}

Bytes signature_extensions(const CertificateAuthority& issuer, const CertificateRequest& request) {
  return joined({key_usage(6, 0xC0), extension("2.5.29.17", holder_names(request.subject)),
                 certificate_policies(request.kind), alternative_issuer("2.5.29.18", request.kind),
                 revocation_list_of(request.kind, request.subject), authority_key_identifier(issuer),
                 subject_key_identifier(request.key)});
}

}  // namespace

Bytes holder_names(const Subject& subject) {
  const std::pair<const char*, const std::string*> names[] = {
      {"1.2.392.200149.8.5.5.1", &subject.name},
      {"1.2.392.200149.8.5.5.4", &subject.birth},
      {"1.2.392.200149.8.5.5.3", &subject.sex},
      {"1.2.392.200149.8.5.5.5", &subject.address},
      {"1.2.392.200149.8.5.5.2", &subject.name_substitutions},
      {"1.2.392.200149.8.5.5.6", &subject.address_substitutions}};
  Bytes all;
  for (const auto& [type, value] : names) {
    const Bytes text = element(der::context(0), {der::text(der::utf8_string, *value)});
    const Bytes other = element(der::context(0), {oid(type), text});
    all.insert(all.end(), other.begin(), other.end());
  }
  return element(der::sequence, all);
}

Bytes issue_certificate(const Authorities& authorities, const CertificateRequest& request) {
  return issue_certificate(authorities, authorities.authority(request.kind), request);
}

Bytes issue_certificate(const Authorities& authorities, const CertificateAuthority& issuer,
                        const CertificateRequest& request) {
  const Subject& subject = request.subject;
  Contents contents{request.serial, request.not_before, request.not_after, {{Attribute::country, "JP"}}, {}};
  if (request.kind == CertificateKind::signature) {
    contents.subject.emplace_back(Attribute::locality, subject.prefecture);
    contents.subject.emplace_back(Attribute::locality, subject.city);
    contents.extensions = signature_extensions(issuer, request);
  } else {
    contents.extensions = authentication_extensions(issuer, request);
  }
  contents.subject.emplace_back(Attribute::common_name, subject.common_name);
  return sign_certificate(authorities, issuer, contents, request.key);
}

Bytes make_authority_certificate(const Authorities& authorities, const CertificateAuthority& authority) {
  using std::chrono::year;
  const Moment from = at_midnight(year{2023} / 7 / 16) + std::chrono::hours{10};
  const Moment until = at_midnight(year{2033} / 7 / 16) - std::chrono::seconds{1};
  const Name name = issuer_name(authority.kind);
  const auto& key = authority.key.public_key();
  const Bytes basic_constraints = extension("2.5.29.19", {0x30, 0x03, 0x01, 0x01, 0xFF}, true);
  return sign_certificate(
      authorities, authority,
      {authority_serial(authority.kind), from, until, name,
       joined({key_usage(1, 0x06), alternative_issuer("2.5.29.17", authority.kind), basic_constraints,
               revocation_list_at(name), subject_key_identifier(key)})},
      key);
}

}  // namespace karimen::sim::pki
