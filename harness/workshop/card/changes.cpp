#include "harness/workshop/card/changes.hpp"

#include <algorithm>

#include "base/diagnostic.hpp"
#include "harness/workshop/card/licence_changes.hpp"
#include "sim/chip/files/file_system.hpp"
#include "sim/chip/making/editor.hpp"
#include "sim/chip/making/secret_format.hpp"
#include "sim/licence/wef.hpp"
#include "sim/pki/certificate.hpp"
#include "sim/pki/der.hpp"

namespace karimen::harness::workshop {
namespace {

using sim::chip::SecretFormat;
namespace der = sim::pki::der;

DiagnosticError refused(std::string what, std::string fix = "") {
  return DiagnosticError(Diagnostic{.where = {}, .what = std::move(what), .fix = std::move(fix)});
}

const char* form_of(SecretFormat format) {
  switch (format) {
    case SecretFormat::four_digits:
    case SecretFormat::four_digits_or_default:
      return "four digits";
    case SecretFormat::sign_password:
      return "6 to 16 of A-Z and 0-9";
    case SecretFormat::any:
      break;
  }
  return "at most 16 characters";
}

// The certificate's outer parts, and inside the signed one the place of the validity.
struct Taken {
  Bytes before, after;  ///< of the to-be-signed part's content, around the validity
  Bytes algorithm;      ///< with header
  Moment not_before;
};

std::optional<Taken> take_apart(ByteView file) {
  der::DerParser outer(file);
  const auto certificate = outer.next(der::sequence);
  if (!certificate) return std::nullopt;
  der::DerParser parts(certificate->content);
  const auto signed_part = parts.next(der::sequence);
  const auto algorithm = parts.next(der::sequence);
  if (!signed_part || !algorithm) return std::nullopt;
  der::DerParser fields(signed_part->content);
  std::optional<der::Element> field;
  for (int i = 0; i < 5; ++i) field = fields.next();  // version, serial, algorithm, issuer, validity
  if (!field || field->tag != der::sequence) return std::nullopt;
  der::DerParser moments(field->content);
  const auto from = moments.next();
  const auto not_before = from ? der::parse_time(*from) : std::nullopt;
  if (!not_before) return std::nullopt;
  const auto content = signed_part->content;
  const auto at = static_cast<std::size_t>(field->whole.data() - content.data());
  const auto before = content.first(at), after = content.subspan(at + field->whole.size());
  return Taken{{before.begin(), before.end()},
               {after.begin(), after.end()},
               {algorithm->whole.begin(), algorithm->whole.end()},
               *not_before};
}

Moment earlier(Moment end) {
  auto day = date_of(end) - std::chrono::years{5};
  if (!day.ok()) day = day.year() / day.month() / std::chrono::day{28};
  return at_midnight(day);
}

}  // namespace

void change_pin(sim::chip::Card& card, const KeyName& key, const std::string& value) {
  sim::chip::Editor editor(card);
  const auto* file = sim::chip::find_file(key.application, key.file);
  const bool unset = value == "unset";
  const bool licence = key.application == sim::chip::ApplicationId::driver_licence;
  if (!unset && !sim::chip::fits(file->spec->format, to_bytes(value)))
    throw refused(std::string("the ") + key.words.en + " cannot be '" + value + "'",
                  std::string("it takes ") + form_of(file->spec->format) + ", or unset");
  if (licence) editor.set_content(key.application, 0x001A, sim::licence::encode_wef01(!unset));
  editor.set_value(key.application, key.file, unset ? licence ? to_bytes("****") : Bytes{} : to_bytes(value));
}

void change_expiry(sim::chip::Card& card, const IssuerMaterial& material, sim::pki::CertificateKind kind,
                   Date last_day) {
  const auto file =
      static_cast<std::uint16_t>(kind == sim::pki::CertificateKind::signature ? 0x0001 : 0x000A);
  const auto jpki = sim::chip::ApplicationId::jpki;
  sim::chip::Editor editor(card);
  const auto now = take_apart(editor.content(jpki, file));
  if (!now) throw refused("the card has no such certificate", "'show' lists the certificates that it has");
  const auto end = at_midnight(plus_days(last_day, 1)) - std::chrono::seconds{1};
  const auto begin = now->not_before <= end ? now->not_before : earlier(end);
  const auto validity = der::element(der::sequence, {der::time(begin), der::time(end)});
  const auto to_be_signed = der::element(der::sequence, {now->before, validity, now->after});
  const auto& authorities = material.authorities();
  const auto signature = authorities.sign(authorities.authority(kind).key, to_be_signed);
  editor.set_content(jpki, file,
                     der::element(der::sequence, {to_be_signed, now->algorithm, der::bits(signature)}));
}

}  // namespace karimen::harness::workshop
