#include "tests/sim/chip/fixture.hpp"

#include <map>

#include "sim/crypto/derived_key.hpp"
#include "sim/crypto/test_keys.hpp"
#include "tests/sim/vectors.hpp"

namespace karimen::sim::chip::fixture {

namespace {

using enum ApplicationId;

Bytes filled(std::size_t size) {
  return Bytes(size, 0xFF);
}

Bytes record(std::uint8_t tag, const Bytes& value) {
  Bytes bytes(2);
  bytes[0] = tag;
  bytes[1] = static_cast<std::uint8_t>(value.size());
  for (const auto byte : value) bytes.push_back(byte);
  return bytes;
}

/// Head of the worked example; the pictures are of no interest here.
Bytes card_face_file() {
  Bytes file = from_hex("FF20820353DF2112001A002500290137018401DA01FD0302030D");
  file.resize(5 + 0x353, 0x00);
  return file;
}

Bytes certificate_body(const char* issuer) {
  Bytes body = vectors::get("card_text_0004");
  body.erase(body.begin(), body.begin() + 5);
  const auto name = to_bytes(issuer);
  std::copy(name.begin(), name.end(), body.begin() + 5);
  return body;
}

std::vector<FileContent> files(bool licence) {
  std::vector<FileContent> list{
      {card_face, 0x0001, vectors::get("card_face_0001")},
      {card_face, 0x0002, card_face_file()},
      {card_face, 0x0003, vectors::get("card_face_0003")},
      {card_face, 0x0004, vectors::get("card_text_0004")},
      {card_face, 0x0005, vectors::get("card_face_0005")},
      {card_face, 0x0006, filled(16)},
      {card_text, 0x0001, from_hex("FF100C313233343536373839303138FFFF")},
      {card_text, 0x0002, vectors::get("card_text_0002")},
      {card_text, 0x0003, vectors::get("card_text_0003")},
      {card_text, 0x0004, vectors::get("card_text_0004")},
      {card_text, 0x0005, vectors::get("card_text_0005")},
      {card_text, 0x0006, vectors::get("card_text_0006")},
      {card_text, 0x0007, vectors::get("card_text_0007")},
      {card_text, 0x0008, filled(16)},
      {jpki, 0x0001, vectors::get("jpki_0001")},
      {jpki, 0x0002, vectors::get("jpki_0002")},
      {jpki, 0x0006, vectors::get("jpki_0006")},
      {jpki, 0x0008, from_hex("8F8F00")},
      {jpki, 0x000A, vectors::get("jpki_000A")},
      {jpki, 0x000B, vectors::get("jpki_000B")},
  };
  if (licence) {
    list.push_back({driver_licence, 0x001A, from_hex("C10101")});
    list.push_back({driver_licence, 0x001B, vectors::get("wef02")});
    list.push_back({driver_licence, 0x001C, vectors::get("wef03")});
  }
  return list;
}

std::vector<ReferenceData> secrets(bool licence) {
  std::vector<ReferenceData> list{
      {jpki, 0x0018, to_bytes("1357"), {}},
      {jpki, 0x001B, to_bytes("ABC123DEF"), {}},
      {common, 0x001C, to_bytes("3691"), {}},
      {residence, 0x001C, to_bytes("3691"), {}},
      {card_face, 0x0011, to_bytes("030708"), {}},
      {card_face, 0x0012, to_bytes("03070820352468"), {}},
      {card_face, 0x0013, to_bytes("123456789018"), {}},
      {card_text, 0x0011, to_bytes("2580"), {}},
      {card_text, 0x0014, to_bytes("123456789018"), {}},
      {card_text, 0x0015, to_bytes("03070820352468"), {}},
  };
  if (licence) list.push_back({driver_licence, 0x0006, to_bytes("8642"), {}});
  return list;
}

SecureChannelKeys channel_keys(const crypto::ChannelKeys& keys) {
  return {keys.version, keys.enc, keys.mac, keys.dek};
}

}  // namespace

const crypto::RsaKey& key(const std::string& label) {
  static std::map<std::string, crypto::RsaKey> keys;
  auto& found = keys[label];
  if (!found) found = crypto::derive_key(label);
  return found;
}

Personalisation hanako(bool licence) {
  const auto key_id = from_hex("373030303032300805303031000000A8");
  Personalisation person;
  person.files = files(licence);
  person.reference_data = secrets(licence);
  person.records = {
      {common, 0x0001, record(0x01, to_bytes("4000000987654321310120350708"))},
      {common, 0x0002, record(0x02, key_id)},
      {residence, 0x0002, record(0x02, key_id)},
  };
  person.private_keys = {{card_face, 0x001A, key("K3")}, {card_text, 0x0013, key("K4")},
                         {card_text, 0x0006, key("K5")}, {jpki, 0x0017, key("K6")},
                         {jpki, 0x001A, key("K7")},      {common, 0x0019, key("K8")}};
  person.data_objects = {
      {0x0042, key_id},
      {0x0045, to_bytes("400000098765432")},
      {0x00F0, to_bytes("13101")},
      {0x00F2, to_bytes("20350708")},
      {0x00F7, from_hex("373030303032310805303031000000A8")},
      {0x00F8, certificate_body("7000020")},
      {0x7F21, certificate_body("7000021")},
  };
  person.secure_channel_keys = {channel_keys(crypto::issuer_channel_keys()),
                                channel_keys(crypto::safety_commission_channel_keys())};
  person.licence_instance = licence;
  return person;
}

Card card(bool licence) {
  static const Card with(hanako(true)), without(hanako(false));
  return licence ? with : without;
}

std::string send(Card& card, const std::string& hex) {
  return to_hex(card.transmit(from_hex(hex)));
}

}  // namespace karimen::sim::chip::fixture
