// EFs of the card-face application (券面事項確認AP, chip.md C.4).
#include "sim/blueprint/image.hpp"
#include "sim/blueprint/make_card.hpp"
#include "sim/blueprint/tlv.hpp"
#include "sim/pki/profile.hpp"

namespace karimen::sim::blueprint {
namespace {

Bytes public_key(std::uint16_t tag, const crypto::RsaKey& key) {
  return data_object(tag, pki::public_key_object(key.public_key()));
}

/// 0001: birth date and card key, signed.
Bytes age_record(const CardSpec& spec, const pki::Authorities& authorities, const crypto::RsaKey& key) {
  const Bytes signed_part =
      joined({data_object(0xDF11, to_bytes(to_compact(spec.person.birth_date))), public_key(0xDF12, key)});
  return data_object(
      0xFF10,
      joined({signed_part, data_object(0xDF13, authorities.sign(authorities.municipality(), signed_part))}));
}

/// Three digests in one DigestInfo, so that a holder can show the face without the photograph.
Bytes face_signature(const pki::Authorities& authorities, const Bytes& data, const Bytes& texts,
                     const Bytes& photograph) {
  Bytes info{0x30, 0x71, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
             0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x60};
  for (const Bytes* part : {&data, &texts, &photograph}) {
    const auto digest = crypto::sha256(*part);
    info.insert(info.end(), digest.begin(), digest.end());
  }
  return authorities.sign_content(authorities.municipality(), info);
}

Bytes face_photograph(const CardSpec& spec, const licence::Photographs& photographs) {
  if (spec.content_defects.contains(ContentDefect::face_photo_missing)) return {};
  const std::string large = spec.person.photograph + "-card";
  for (const auto& id : photographs.ids())
    if (id == large) return photographs.bytes(large);
  return photographs.bytes(spec.person.photograph);
}

/// 0002: the printed face.
Bytes card_face(const CardSpec& spec, const IssuerMaterial& material, const crypto::RsaKey& key) {
  const Person& person = spec.person;
  const bool blank = spec.blank_images;
  const Bytes birth = data_object(0xDF22, to_bytes(to_compact(person.birth_date)));
  const Bytes sex = data_object(0xDF23, Bytes{static_cast<std::uint8_t>(person.sex)});
  const Bytes card_key = public_key(0xDF24, key);
  const Bytes name = data_object(0xDF25, text_image(person.name, blank));
  const Bytes address = data_object(0xDF26, text_image(person.address, blank));
  const Bytes photograph = data_object(0xDF27, face_photograph(spec, material.photographs()));
  const Bytes signature =
      data_object(0xDF28, face_signature(material.authorities(), joined({birth, sex, card_key}),
                                         joined({name, address}), photograph));
  return file_with_offsets(0xFF20, 0xDF21,
                           {birth, sex, card_key, name, address, photograph, signature,
                            data_object(0xDF29, to_bytes(to_compact(spec.expires))),
                            data_object(0xDF2A, digits_image(spec.secrets.security_code, blank))});
}

/// 0003: what the application is. The opaque part is nobody's secret: its meaning is not known.
Bytes basic_data(const CardSpec& spec) {
  const Bytes opaque = crypto::shake256(to_bytes("mynacard-emu/DF35"), 256);
  return data_object(
      0xFF30,
      joined({data_object(0xDF31, from_hex("06030E01")), data_object(0xDF32, pki::key_id("7000024", "001")),
              data_object(0xDF33, Bytes{0x00}), data_object(0xDF34, to_bytes(spec.person.municipality)),
              data_object(0xDF35, joined({pki::key_id("7900025", "001"), opaque}))}));
}

/// 0005: the image of the individual number, signed.
Bytes number_image(const CardSpec& spec, const pki::Authorities& authorities, const crypto::RsaKey& key) {
  const Bytes signed_part =
      joined({data_object(0xDF41, digits_image(spec.person.individual_number, spec.blank_images)),
              public_key(0xDF42, key)});
  return data_object(
      0xFF40,
      joined({signed_part, data_object(0xDF43, authorities.sign(authorities.municipality(), signed_part))}));
}

}  // namespace

Files card_face_files(const CardSpec& spec, const IssuerMaterial& material, const crypto::RsaKey& key) {
  const auto& authorities = material.authorities();
  const Bytes issuer = pki::card_verifiable_certificate(authorities, pki::key_id("7000023", "001"),
                                                        pki::key_id(spec.person.municipality + "21", "000"),
                                                        authorities.municipality().public_key());
  constexpr auto face = chip::ApplicationId::card_face;
  return {{face, 0x0001, age_record(spec, authorities, key)},
          {face, 0x0002, card_face(spec, material, key)},
          {face, 0x0003, basic_data(spec)},
          {face, 0x0004, issuer},
          {face, 0x0005, number_image(spec, authorities, key)},
          {face, 0x0006, Bytes(16, 0xFF)}};
}

}  // namespace karimen::sim::blueprint
