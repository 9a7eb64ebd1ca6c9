#include "sim/pki/certificate.hpp"

#include <algorithm>
#include <array>

#include "sim/pki/der.hpp"

namespace karimen::sim::pki {
namespace {

using der::DerParser;

/// nullopt on the first malformed RDN.
std::optional<std::vector<std::string>> read_name(ByteView content) {
  std::vector<std::string> values;
  for (DerParser rdns(content); !rdns.empty();) {
    const auto rdn = rdns.next(der::set);
    if (!rdn) return std::nullopt;
    const auto attribute = DerParser(rdn->content).next(der::sequence);
    if (!attribute) return std::nullopt;
    DerParser pair(attribute->content);
    if (!pair.next(der::object_identifier)) return std::nullopt;
    const auto value = pair.next();
    if (!value) return std::nullopt;
    values.push_back(to_text(value->content));
  }
  return values;
}

std::optional<crypto::RsaPublicKey> read_key(ByteView content) {
  DerParser info(content);
  if (!info.next(der::sequence)) return std::nullopt;
  const auto bits = info.next(der::bit_string);
  if (!bits || bits->content.empty()) return std::nullopt;
  const auto key = DerParser(bits->content.subspan(1)).next(der::sequence);
  if (!key) return std::nullopt;
  const auto modulus = DerParser(key->content).next(der::integer);
  if (!modulus || modulus->content.size() != 257) return std::nullopt;  // a zero and 2048 bits
  return crypto::RsaPublicKey(modulus->content.subspan(1));
}

std::vector<std::string> read_other_names(ByteView value) {
  std::vector<std::string> names;
  const auto list = DerParser(value).next(der::sequence);
  if (!list) return names;
  DerParser elements(list->content);
  while (const auto other = elements.next(der::context(0))) {
    DerParser pair(other->content);
    const auto type = pair.next(der::object_identifier);
    const auto wrapped = pair.next(der::context(0));
    if (!type || !wrapped) break;
    if (const auto text = DerParser(wrapped->content).next(der::utf8_string))
      names.push_back(to_text(text->content));
  }
  return names;
}

/// The value of the subjectAltName extension, if there is one.
std::vector<std::string> read_holder(ByteView extensions) {
  static const Bytes subject_alt_name = der::oid("2.5.29.17");
  const auto list = DerParser(extensions).next(der::sequence);
  if (!list) return {};
  DerParser elements(list->content);
  while (const auto extension = elements.next(der::sequence)) {
    DerParser fields(extension->content);
    const auto type = fields.next(der::object_identifier);
    if (!type ||
        !std::equal(type->whole.begin(), type->whole.end(), subject_alt_name.begin(), subject_alt_name.end()))
      continue;
    (void)fields.next(der::boolean);
    if (const auto value = fields.next(der::octet_string)) return read_other_names(value->content);
  }
  return {};
}

bool read_validity(ByteView content, Certificate& certificate) {
  DerParser times(content);
  const auto from = times.next(), until = times.next();
  if (!from || !until) return false;
  const auto not_before = der::parse_time(*from), not_after = der::parse_time(*until);
  if (!not_before || !not_after) return false;
  certificate.not_before = *not_before;
  certificate.not_after = *not_after;
  return true;
}

std::uint32_t last_four_octets(ByteView integer) {
  std::uint32_t value = 0;
  for (const std::uint8_t octet : integer) value = value << 8 | octet;
  return value;
}

bool read_to_be_signed(ByteView content, Certificate& certificate) {
  DerParser fields(content);
  const auto version = fields.next(der::context(0));
  const auto serial = fields.next(der::integer);
  const auto algorithm = fields.next(der::sequence);
  const auto issuer = fields.next(der::sequence), validity = fields.next(der::sequence);
  const auto subject = fields.next(der::sequence), key = fields.next(der::sequence);
  if (!version || !serial || !algorithm || !issuer || !validity || !subject || !key) return false;
  const auto issuer_values = read_name(issuer->content), subject_values = read_name(subject->content);
  const auto public_key = read_key(key->content);
  if (!issuer_values || !subject_values || !public_key || !read_validity(validity->content, certificate))
    return false;
  certificate.serial = last_four_octets(serial->content);
  certificate.issuer = *issuer_values;
  certificate.subject = *subject_values;
  certificate.key = *public_key;
  if (const auto extensions = fields.next(der::context(3)))
    certificate.holder = read_holder(extensions->content);
  return true;
}

}  // namespace

std::optional<Certificate> parse_certificate(ByteView file) {
  const auto outer = DerParser(file).next(der::sequence);
  if (!outer) return std::nullopt;
  DerParser parts(outer->content);
  const auto body = parts.next(der::sequence), algorithm = parts.next(der::sequence);
  const auto signature = parts.next(der::bit_string);
  if (!body || !algorithm || !signature || signature->content.size() != 257) return std::nullopt;
  Certificate certificate;
  if (!read_to_be_signed(body->content, certificate)) return std::nullopt;
  certificate.to_be_signed.assign(body->whole.begin(), body->whole.end());
  certificate.signature.assign(signature->content.begin() + 1, signature->content.end());
  return certificate;
}

std::string_view to_word(CertificateStatus status) {
  constexpr std::array<std::string_view, 7> words{
      "valid", "malformed", "foreign_issuer", "wrong_signature", "not_yet_valid", "expired", "revoked"};
  return words.at(static_cast<std::size_t>(status));
}

CertificateStatus check_certificate(ByteView file, const CertificateAuthority& issuer, Moment at) {
  const auto certificate = parse_certificate(file);
  const auto authority = parse_certificate(issuer.certificate);
  if (!certificate || !authority) return CertificateStatus::malformed;
  if (certificate->issuer != authority->subject) return CertificateStatus::foreign_issuer;
  if (!authority->key.verifies(certificate->to_be_signed, certificate->signature))
    return CertificateStatus::wrong_signature;
  if (at < certificate->not_before) return CertificateStatus::not_yet_valid;
  if (at > certificate->not_after) return CertificateStatus::expired;
  return CertificateStatus::valid;
}

CertificateStatus check_certificate(ByteView file, const CertificateAuthority& issuer, Moment at,
                                    const RevocationList& list) {
  const auto status = check_certificate(file, issuer, at);
  if (status != CertificateStatus::valid) return status;
  const auto serial = parse_certificate(file)->serial;
  const bool revoked = std::ranges::any_of(
      list.revoked, [&](const Revocation& each) { return each.serial == serial && at >= each.at; });
  return revoked ? CertificateStatus::revoked : CertificateStatus::valid;
}

}  // namespace karimen::sim::pki
