// EFs of the JPKI application (公的個人認証AP, chip.md C.6) and the holder's certificates.
#include <fmt/format.h>

#include "sim/blueprint/certificate_text.hpp"
#include "sim/blueprint/make_card.hpp"
#include "sim/blueprint/tlv.hpp"
#include "sim/licence/era.hpp"
#include "sim/pki/profile.hpp"

namespace karimen::sim::blueprint {
namespace {

using pki::CertificateKind;

/// JIS X 0303 on the card; certificates know 1, 2 and 3 (unknown) only.
std::string certificate_sex(Sex sex) {
  if (sex == Sex::male) return "1";
  return sex == Sex::female ? "2" : "3";
}

// emulator-defined: which part of the common name counts certificates is not public; here it is the low 16
// bits of the serial number.
std::string common_name(CertificateKind kind, const Person& person, const CertificateSpec& spec) {
  if (!spec.common_name.empty()) return spec.common_name;
  const std::uint32_t counter = spec.serial & 0xFFFF;
  if (kind == CertificateKind::authentication)
    return fmt::format("{:06}A00AAAAA{}003A", counter, person.municipality);
  // The moment in the name lies within about a minute of notBefore (chip.md E.4); the worked one is a second
  // later.
  const Moment named = spec.not_before + std::chrono::seconds{1};
  const std::chrono::hh_mm_ss clock{time_of_day(named)};
  return fmt::format("{}{:02}{:02}{:02}{:05}{}001A", to_compact(date_of(named)), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count(), counter, person.municipality);
}

/// 0006: a serialised CK_TOKEN_INFO, big-endian.
Bytes token_information() {
  const auto field = [](std::string_view text, std::size_t size) {
    Bytes value = to_bytes(text);
    value.resize(size, ' ');
    return value;
  };
  return joined({field("JPKIAPICCTOKEN2", 32), field(std::string(31, '0') + "1", 32), field("EMU00001", 16),
                 field("0000000000000001", 16), from_hex("0000040D 00000001 00000000 00000001 00000000"),
                 from_hex("00000010 00000006"), Bytes(16, 0xFF), to_bytes("0301"),
                 field(std::string(16, '9'), 16)});
}

}  // namespace

pki::CertificateRequest certificate_request(CertificateKind kind, const Person& person,
                                            const CertificateSpec& spec, const crypto::RsaKey& key) {
  const auto name = certificate_text(person.certificate_name.empty() ? person.name : person.certificate_name);
  const auto address =
      certificate_text(person.certificate_address.empty() ? person.address : person.certificate_address);
  const auto flags = [](const std::string& given, const CertificateText& made) {
    return given.empty() ? made.flags : given;
  };
  const auto era = licence::era_year_of(person.birth_date);
  return {.kind = kind,
          .serial = spec.serial,
          .not_before = spec.not_before,
          .not_after = at_midnight(plus_days(spec.not_after, 1)) - std::chrono::seconds{1},
          .subject = {.name = name.text,
                      .birth = fmt::format("{}{}", era ? era->era : 0, to_compact(person.birth_date)),
                      .sex = certificate_sex(person.sex),
                      .address = address.text,
                      .name_substitutions = flags(person.name_substitutions, name),
                      .address_substitutions = flags(person.address_substitutions, address),
                      .prefecture = person.prefecture,
                      .city = person.city,
                      .common_name = common_name(kind, person, spec)},
          .key = key.public_key()};
}

Bytes make_certificate(CertificateKind kind, const Person& person, const CertificateSpec& spec,
                       const crypto::RsaKey& key, const IssuerMaterial& material) {
  return pki::issue_certificate(material.authorities(), certificate_request(kind, person, spec, key));
}

Files jpki_files(const CardSpec& spec, const IssuerMaterial& material, const CardKeys& keys) {
  const auto& authorities = material.authorities();
  constexpr auto jpki = chip::ApplicationId::jpki;
  constexpr std::uint8_t present = 0x8F;
  const Bytes availability{spec.signature ? present : std::uint8_t{0},
                           spec.authentication ? present : std::uint8_t{0}, 0x00};
  Files files{{jpki, 0x0002, authorities.authority(CertificateKind::signature).certificate},
              {jpki, 0x000B, authorities.authority(CertificateKind::authentication).certificate},
              {jpki, 0x0006, token_information()},
              {jpki, 0x0008, availability}};
  if (spec.signature)
    files.push_back({jpki, 0x0001,
                     make_certificate(CertificateKind::signature, spec.person, *spec.signature,
                                      keys.signature, material)});
  if (spec.authentication)
    files.push_back({jpki, 0x000A,
                     make_certificate(CertificateKind::authentication, spec.person, *spec.authentication,
                                      keys.authentication, material)});
  return files;
}

}  // namespace karimen::sim::blueprint
