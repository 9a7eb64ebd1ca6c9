#include "sim/blueprint/make_card.hpp"

#include "sim/blueprint/spoil.hpp"
#include "sim/blueprint/tlv.hpp"
#include "sim/crypto/test_keys.hpp"
#include "sim/pki/profile.hpp"

namespace karimen::sim::blueprint {
namespace {

using chip::ApplicationId;

// The words are part of the choice of keys: changing one changes every card.
constexpr std::array<std::string_view, key_role_count> role_words{"card_face",      "card_text", "session",
                                                                  "authentication", "signature", "common"};

/// chip.md C.1. emulator-defined: root and intermediate are one key, the lower key is the municipality's.
std::vector<chip::DataObject> data_objects(const CardSpec& spec, const pki::Authorities& authorities) {
  const Bytes root = pki::key_id("7000020", "001", 0xA8), intermediate = pki::key_id("7000021", "001", 0xA8);
  const Bytes lower = pki::key_id("7000022", "001", 0xA8);
  constexpr std::ptrdiff_t header = 5;  // 7F21 82 0233 is stripped in GET DATA
  const auto certificate = [&](const Bytes& issuer, const Bytes& subject, const crypto::RsaKey& key) {
    const Bytes whole = pki::card_verifiable_certificate(authorities, issuer, subject, key.public_key());
    return Bytes(whole.begin() + header, whole.end());
  };
  std::vector<chip::DataObject> objects{{0x0042, root},
                                        {0x0045, to_bytes(spec.serial)},
                                        {0x0066, from_hex("732E06072A864886FC6B01600B06092A864886FC6B02020263"
                                                          "0906072A864886FC6B03640B06092A864886FC6B040215")},
                                        {0x00F0, to_bytes(spec.person.municipality)},
                                        {0x00F2, to_bytes(to_compact(spec.expires))},
                                        {0x00F7, intermediate},
                                        {0x00F8, certificate(root, intermediate, authorities.root())}};
  if (spec.knobs.data_object_7f21)
    objects.push_back({0x7F21, certificate(intermediate, lower, authorities.municipality())});
  return objects;
}

/// chip.md C.2 and C.3: the card's number, and one KeyId in both applications.
std::vector<chip::RecordContent> records(const CardSpec& spec) {
  const Bytes number = to_bytes(spec.serial + spec.person.municipality + to_compact(spec.expires));
  const Bytes key_id = joined({Bytes{0x02, 0x10}, pki::key_id("7000020", "001", 0xA8)});
  return {{ApplicationId::common, 0x0001, joined({Bytes{0x01, 0x1C}, number})},
          {ApplicationId::common, 0x0002, key_id},
          {ApplicationId::residence, 0x0002, key_id}};
}

chip::ReferenceData reference(ApplicationId application, std::uint16_t file, const Secret& secret) {
  return {application, file, to_bytes(secret.value), secret.tries_left};
}

std::vector<chip::ReferenceData> reference_data(const CardSpec& spec) {
  const Secrets& secrets = spec.secrets;
  const Secret number_a{spec.person.individual_number, {}}, number_b{verification_number_b(spec), {}};
  std::vector<chip::ReferenceData> all{
      reference(ApplicationId::common, 0x001C, secrets.common),
      reference(ApplicationId::residence, 0x001C, secrets.residence),
      reference(ApplicationId::card_face, 0x0011, {birth_key(spec.person), {}}),
      reference(ApplicationId::card_face, 0x0012, number_b),
      reference(ApplicationId::card_face, 0x0013, number_a),
      reference(ApplicationId::card_text, 0x0011, secrets.text),
      reference(ApplicationId::card_text, 0x0014, number_a),
      reference(ApplicationId::card_text, 0x0015, number_b),
      reference(ApplicationId::jpki, 0x0018, secrets.authentication),
      // chip.md C.6: without a signature certificate its password is delivered without a value.
      reference(ApplicationId::jpki, 0x001B, spec.signature ? secrets.signature : Secret{})};
  // chip.md F.2: without a PIN of the holder's the reference data is the DPIN.
  if (spec.licence) {
    const Secret& pin = spec.licence->pin;
    all.push_back(reference(ApplicationId::driver_licence, 0x0006,
                            {pin.value.empty() ? "****" : pin.value, pin.tries_left}));
  }
  return all;
}

std::vector<chip::PrivateKey> private_keys(const CardSpec& spec, const CardKeys& keys) {
  std::vector<chip::PrivateKey> all{{ApplicationId::card_face, 0x001A, keys.card_face},
                                    {ApplicationId::card_text, 0x0013, keys.card_text},
                                    {ApplicationId::card_text, 0x0010, keys.session},
                                    {ApplicationId::common, 0x0019, keys.common}};
  if (spec.authentication) all.push_back({ApplicationId::jpki, 0x0017, keys.authentication});
  if (spec.signature) all.push_back({ApplicationId::jpki, 0x001A, keys.signature});
  return all;
}

chip::SecureChannelKeys channel_keys(crypto::ChannelKeys keys) {
  return {keys.version, std::move(keys.enc), std::move(keys.mac), std::move(keys.dek)};
}

Files all_files(const CardSpec& spec, const IssuerMaterial& material, const CardKeys& keys) {
  Files files = card_face_files(spec, material, keys.card_face);
  const auto append = [&files](Files more) {
    files.insert(files.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  };
  append(card_text_files(spec, material, keys.card_text, keys.session));
  append(jpki_files(spec, material, keys));
  if (spec.licence) append(licence_files(*spec.licence, material));
  return files;
}

}  // namespace

CardKeys choose_keys(const CardSpec& spec, pki::KeyPool& pool) {
  std::array<crypto::RsaKey, key_role_count> chosen;
  // Named keys first, so that the choice from the pool goes around them.
  for (std::size_t role = 0; role < key_role_count; ++role)
    if (!spec.keys[role].empty() && !pool.is_used(spec.keys[role]))
      chosen[role] = pool.take_label(spec.keys[role]);
  for (std::size_t role = 0; role < key_role_count; ++role)
    if (!chosen[role])
      chosen[role] = pool.take(spec.person.individual_number, spec.generation, role_words[role]);
  const auto& [card_face, card_text, session, authentication, signature, common] = chosen;
  return {card_face, card_text, session, authentication, signature, common};
}

chip::Personalisation make_personalisation(const CardSpec& spec, const IssuerMaterial& material,
                                           pki::KeyPool& pool) {
  return make_personalisation(spec, material, choose_keys(spec, pool));
}

chip::Card make_card(const CardSpec& spec, const IssuerMaterial& material, pki::KeyPool& pool) {
  const auto keys = choose_keys(spec, pool);
  return material.made_cards().of(spec, keys, [&] { return make_personalisation(spec, material, keys); });
}

chip::Personalisation make_personalisation(const CardSpec& spec, const IssuerMaterial& material,
                                           const CardKeys& keys) {
  check_spec(spec);
  chip::Personalisation card{.files = all_files(spec, material, keys),
                             .records = records(spec),
                             .reference_data = reference_data(spec),
                             .private_keys = private_keys(spec, keys),
                             .data_objects = data_objects(spec, material.authorities()),
                             .secure_channel_keys = {channel_keys(crypto::issuer_channel_keys()),
                                                     channel_keys(crypto::safety_commission_channel_keys())},
                             .licence_instance = spec.licence.has_value(),
                             .extension_capacity = spec.extension_capacity,
                             .extension_used = spec.extension_used,
                             .knobs = spec.knobs,
                             .seed = spec.seed};
  spoil(card, spec, material, keys);
  return card;
}

}  // namespace karimen::sim::blueprint
