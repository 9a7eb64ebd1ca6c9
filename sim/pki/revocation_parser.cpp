// Reading a revocation list as a terminal does.
#include "sim/pki/certificate.hpp"
#include "sim/pki/der.hpp"
#include "sim/pki/revocation.hpp"

namespace karimen::sim::pki {
namespace {

using der::DerParser;

std::uint32_t number_of(ByteView integer) {
  std::uint32_t value = 0;
  for (const std::uint8_t octet : integer) value = value << 8 | octet;
  return value;
}

/// The value of an extension among those behind `list`, a SEQUENCE OF Extension; empty if it is not there.
ByteView extension_value(ByteView list, const Bytes& wanted) {
  DerParser extensions(list);
  while (const auto extension = extensions.next(der::sequence)) {
    DerParser fields(extension->content);
    const auto type = fields.next(der::object_identifier);
    if (!type || Bytes(type->whole.begin(), type->whole.end()) != wanted) continue;
    (void)fields.next(der::boolean);
    if (const auto value = fields.next(der::octet_string)) return value->content;
  }
  return {};
}

std::optional<Revocation> read_entry(ByteView content) {
  static const Bytes reason_code = der::oid("2.5.29.21");
  DerParser fields(content);
  const auto serial = fields.next(der::integer), time = fields.next();
  if (!serial || !time) return std::nullopt;
  const auto at = der::parse_time(*time);
  if (!at) return std::nullopt;
  Revocation revocation{number_of(serial->content), *at, RevocationReason::unspecified};
  if (const auto extensions = fields.next(der::sequence)) {
    const auto code = DerParser(extension_value(extensions->content, reason_code)).next(der::enumerated);
    if (code && code->content.size() == 1 && code->content[0] < revocation_reason_words().size())
      revocation.reason = static_cast<RevocationReason>(code->content[0]);
  }
  return revocation;
}

bool read_times(DerParser& fields, RevocationList& list) {
  const auto from = fields.next(), until = fields.next();
  if (!from || !until) return false;
  const auto this_update = der::parse_time(*from), next_update = der::parse_time(*until);
  if (!this_update || !next_update) return false;
  list.this_update = *this_update;
  list.next_update = *next_update;
  return true;
}

bool read_to_be_signed(ByteView content, RevocationList& list) {
  static const Bytes crl_number = der::oid("2.5.29.20");
  DerParser fields(content);
  if (!fields.next(der::integer) || !fields.next(der::sequence) || !fields.next(der::sequence)) return false;
  if (!read_times(fields, list)) return false;
  if (const auto entries = fields.next(der::sequence))
    for (DerParser rest(entries->content); !rest.empty();) {
      const auto each = rest.next(der::sequence);
      const auto revocation = each ? read_entry(each->content) : std::nullopt;
      if (!revocation) return false;
      list.revoked.push_back(*revocation);
    }
  const auto wrapped = fields.next(der::context(0));
  const auto extensions = wrapped ? DerParser(wrapped->content).next(der::sequence) : std::nullopt;
  if (!extensions) return false;
  const auto number = DerParser(extension_value(extensions->content, crl_number)).next(der::integer);
  list.number = number ? number_of(number->content) : 0;
  return number.has_value();
}

}  // namespace

std::optional<RevocationList> read_revocation_list(ByteView der, const CertificateAuthority& issuer) {
  const auto authority = parse_certificate(issuer.certificate);
  const auto outer = DerParser(der).next(der::sequence);
  if (!authority || !outer) return std::nullopt;
  DerParser parts(outer->content);
  const auto body = parts.next(der::sequence), algorithm = parts.next(der::sequence);
  const auto signature = parts.next(der::bit_string);
  if (!body || !algorithm || !signature || signature->content.size() != 257) return std::nullopt;
  if (!authority->key.verifies(body->whole, signature->content.subspan(1))) return std::nullopt;
  RevocationList list{.kind = issuer.kind, .prefecture = "", .city = "", .number = 0, .revoked = {}};
  if (!read_to_be_signed(body->content, list)) return std::nullopt;
  return list;
}

}  // namespace karimen::sim::pki
