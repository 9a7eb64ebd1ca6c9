#include "sim/pki/profile.hpp"

#include "sim/pki/x509.hpp"

namespace karimen::sim::pki {
namespace {

using der::element;
using der::oid;

Name japanese_issuer_name(CertificateKind kind) {
  const std::string use = kind == CertificateKind::authentication ? "利用者証明用" : "署名用";
  return {{Attribute::country, "JP"},
          {Attribute::organisation, "公的個人認証サービス"},
          {Attribute::unit, "公的個人認証サービス" + use},
          {Attribute::unit, "地方公共団体情報システム機構"}};
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
  return extension("2.5.29.31", element(der::sequence, {element(der::sequence, {full_name(name)})}));
}

Bytes revocation_list_of(CertificateKind kind, const Subject& subject) {
  return revocation_list_at(distribution_point(kind, subject.prefecture, subject.city));
}

// The responder does not exist: `.invalid` is reserved (RFC 2606).
Bytes online_status() {
  const Bytes location = der::text(der::context(6, false), "http://ocspauthnorm.jpki-emu.invalid");
  return extension("1.3.6.1.5.5.7.1.1",
                   element(der::sequence, {element(der::sequence, {oid("1.3.6.1.5.5.7.48.1"), location})}));
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
  CertificateContents contents{
      request.serial, request.not_before, request.not_after, {{Attribute::country, "JP"}}, {}};
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
  const Name name = issuer_name(authority.kind);
  const auto& key = authority.key.public_key();
  const Bytes basic_constraints = extension("2.5.29.19", {0x30, 0x03, 0x01, 0x01, 0xFF}, true);
  return sign_certificate(
      authorities, authority,
      {authority_serial(authority.kind), authority_not_before(), authority_not_after(), name,
       joined({key_usage(1, 0x06), alternative_issuer("2.5.29.17", authority.kind), basic_constraints,
               revocation_list_at(name), subject_key_identifier(key)})},
      key);
}

}  // namespace karimen::sim::pki
