// EFs of the card-text application (券面事項入力補助AP, chip.md C.5).
#include "sim/blueprint/make_card.hpp"
#include "sim/blueprint/tlv.hpp"
#include "sim/pki/profile.hpp"

namespace karimen::sim::blueprint {
namespace {

/// 0001: 17 bytes, of which the last two are filler that the integrity record counts in.
Bytes number_file(const Person& person) {
  return joined({data_object(0xFF10, to_bytes(person.individual_number)), Bytes{0xFF, 0xFF}});
}

struct BasicItems {
  Bytes name, address, birth, sex;
};

BasicItems basic_items(const Person& person) {
  return {data_object(0xDF22, to_bytes(person.name)), data_object(0xDF23, to_bytes(person.address)),
          data_object(0xDF24, to_bytes(to_compact(person.birth_date))),
          data_object(0xDF25, Bytes{static_cast<std::uint8_t>(person.sex)})};
}

Bytes digest_object(std::uint16_t tag, ByteView data) {
  return data_object(tag, crypto::sha256(data));
}

/// 0003: digests of 0001 as stored and of the four objects of 0002, signed.
Bytes integrity_record(const Bytes& number, const BasicItems& items, const pki::Authorities& authorities) {
  const Bytes digests =
      joined({digest_object(0xDF31, number),
              digest_object(0xDF32, joined({items.name, items.address, items.birth, items.sex}))});
  return data_object(
      0xFF30, joined({digests, data_object(0xDF33, authorities.sign(authorities.municipality(), digests))}));
}

/// 0005. The 32 bytes match no digest of any card file; all cards of Karimen carry the same.
Bytes basic_data() {
  Bytes opaque = from_hex("0ECDC30A5B1B1D2CB56A6C05B646B04847B7747BDB0DA7D68F51C963A2F02580");
  opaque.resize(128, 0xFF);
  return data_object(
      0xFF40, joined({data_object(0xDF41, from_hex("01030E01")),
                      data_object(0xDF42, pki::key_id("7000034", "001")), data_object(0xDF43, opaque)}));
}

/// 0006: tag A1, not signed by anything.
Bytes session_key_file(const crypto::RsaKey& key) {
  return joined({Bytes{0xA1, 0x82, 0x01, 0x09}, pki::public_key_object(key.public_key())});
}

/// 0007.
Bytes signed_key_file(const crypto::RsaKey& key, const pki::Authorities& authorities) {
  const Bytes object = data_object(0xDF51, pki::public_key_object(key.public_key()));
  return data_object(
      0xFF50, joined({object, data_object(0xDF52, authorities.sign(authorities.municipality(), object))}));
}

}  // namespace

Files card_text_files(const CardSpec& spec, const IssuerMaterial& material, const crypto::RsaKey& key,
                      const crypto::RsaKey& session_key) {
  const auto& authorities = material.authorities();
  const Bytes issuer = pki::card_verifiable_certificate(authorities, pki::key_id("7000033", "001"),
                                                        pki::key_id(spec.person.municipality + "21", "000"),
                                                        authorities.municipality().public_key());
  const Bytes number = number_file(spec.person);
  const BasicItems items = basic_items(spec.person);
  constexpr auto text = chip::ApplicationId::card_text;
  return {
      {text, 0x0001, number},
      {text, 0x0002, file_with_offsets(0xFF20, 0xDF21, {items.name, items.address, items.birth, items.sex})},
      {text, 0x0003, integrity_record(number, items, authorities)},
      {text, 0x0004, issuer},
      {text, 0x0005, basic_data()},
      {text, 0x0006, session_key_file(session_key)},
      {text, 0x0007, signed_key_file(key, authorities)},
      {text, 0x0008, Bytes(16, 0xFF)}};
}

}  // namespace karimen::sim::blueprint
