#include "sim/pki/revocation.hpp"

#include <algorithm>
#include <array>

#include "sim/pki/x509.hpp"

namespace karimen::sim::pki {
namespace {

using der::element;

constexpr std::array<std::string_view, 7> reason_words{
    "unspecified", "key_compromise",         "ca_compromise",   "affiliation_changed",
    "superseded",  "cessation_of_operation", "certificate_hold"};

Bytes extensions(const Bytes& all) {
  return element(der::sequence, all);
}

/// revokedCertificates: an entry without reason has no extensions (RFC 5280, 5.3.1).
Bytes entry(const Revocation& revocation) {
  const std::uint8_t code[] = {static_cast<std::uint8_t>(revocation.reason)};
  const Bytes reason = revocation.reason == RevocationReason::unspecified
                           ? Bytes{}
                           : extensions(extension("2.5.29.21", element(der::enumerated, code)));
  return element(der::sequence,
                 {der::unsigned_integer(serial_octets(revocation.serial)), der::time(revocation.at), reason});
}

/// revokedCertificates is absent where nothing is revoked.
Bytes entries(const std::vector<Revocation>& revoked) {
  Bytes all;
  for (const Revocation& revocation : revoked) all = joined({all, entry(revocation)});
  return all.empty() ? Bytes{} : element(der::sequence, all);
}

Bytes crl_number(std::uint32_t number) {
  const Bytes octets = serial_octets(number);
  const auto first = std::find_if(octets.begin(), octets.end() - 1, [](auto octet) { return octet != 0; });
  return extension("2.5.29.20", der::unsigned_integer(Bytes(first, octets.end())));
}

Bytes issuing_distribution_point(const RevocationList& list) {
  const Name name = distribution_point(list.kind, list.prefecture, list.city);
  return extension("2.5.29.28", element(der::sequence, {full_name(name)}), true);
}

}  // namespace

std::string_view to_word(RevocationReason reason) {
  return reason_words.at(static_cast<std::size_t>(reason));
}

std::optional<RevocationReason> revocation_reason_of(std::string_view word) {
  const auto found = std::ranges::find(reason_words, word);
  if (found == reason_words.end()) return std::nullopt;
  return static_cast<RevocationReason>(found - reason_words.begin());
}

std::span<const std::string_view> revocation_reason_words() {
  return reason_words;
}

Bytes make_revocation_list(const Authorities& authorities, const RevocationList& list) {
  const CertificateAuthority& issuer = authorities.authority(list.kind);
  const Bytes version{0x02, 0x01, 0x01};  // v2
  const Bytes all = extensions(
      joined({authority_key_identifier(issuer), crl_number(list.number), issuing_distribution_point(list)}));
  const Bytes to_be_signed =
      element(der::sequence, {version, signature_algorithm(), distinguished_name(issuer_name(list.kind)),
                              der::time(list.this_update), der::time(list.next_update), entries(list.revoked),
                              element(der::context(0), {all})});
  return signed_by(authorities, issuer.key, to_be_signed);
}

std::string to_pem(std::string_view label, ByteView der) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  constexpr std::size_t line = 48;  // bytes that make 64 characters
  std::string text = "-----BEGIN " + std::string(label) + "-----\n";
  for (std::size_t at = 0; at < der.size(); at += 3) {
    const auto octet = [&](std::size_t i) { return at + i < der.size() ? std::uint32_t{der[at + i]} : 0U; };
    const std::uint32_t group = octet(0) << 16 | octet(1) << 8 | octet(2);
    const std::size_t given = std::min<std::size_t>(3, der.size() - at);
    for (std::size_t i = 0; i < 4; ++i) text += i <= given ? alphabet[group >> (18 - 6 * i) & 0x3F] : '=';
    if ((at + 3) % line == 0 || at + 3 >= der.size()) text += '\n';
  }
  return text + "-----END " + std::string(label) + "-----\n";
}

}  // namespace karimen::sim::pki
