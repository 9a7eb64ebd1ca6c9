#include "sim/blueprint/spoil.hpp"

#include <algorithm>

#include "sim/blueprint/defects.hpp"

namespace karimen::sim::blueprint {
namespace {

using chip::ApplicationId;

/// A card being spoilt, and what it was made of.
struct Bench {
  chip::Personalisation& card;
  const CardSpec& spec;
  const IssuerMaterial& material;
  const CardKeys& keys;

  /// nullptr if the card is delivered without this file.
  [[nodiscard]] Bytes* file(ApplicationId application, std::uint16_t id) const {
    const auto found = std::ranges::find_if(
        card.files, [&](const auto& each) { return each.application == application && each.file == id; });
    return found == card.files.end() ? nullptr : &found->content;
  }
  /// Changes one bit; past the end or without the file nothing.
  void flip(ApplicationId application, std::uint16_t id, std::size_t offset) const {
    if (auto* content = file(application, id); content != nullptr && offset < content->size())
      (*content)[offset] ^= 0x01;
  }
};

// The photograph is the last element: a record cut within it does not decode.
void truncate_record(const Bench& bench) {
  if (auto* record = bench.file(ApplicationId::driver_licence, 0x001B)) record->resize(record->size() / 2);
}

// A record has neither name nor birth date: number and photograph are all that tells whose it is.
void take_another_holders_record(const Bench& bench) {
  if (!bench.spec.licence) return;
  LicenceSpec other = *bench.spec.licence;
  const auto& photographs = bench.material.photographs();
  const bool own = photographs.id_of(other.record.photograph) == "photo-05";
  other.record.photograph = photographs.bytes(own ? "photo-06" : "photo-05");
  other.record.record_number = "399999999999";
  for (auto& made : licence_files(other, bench.material))
    if (auto* content = bench.file(made.application, made.file)) *content = std::move(made.content);
}

void drop_record_signature(const Bench& bench) {
  if (auto* signature = bench.file(ApplicationId::driver_licence, 0x001C)) signature->clear();
}

// The birth date is the last but one object of 0002, in front of DF25 01 and the sex: its last digit.
void tamper_text(const Bench& bench) {
  if (const auto* items = bench.file(ApplicationId::card_text, 0x0002))
    bench.flip(ApplicationId::card_text, 0x0002, items->size() - 5);
}

// The last byte of DF33, the signature over both digests.
void spoil_integrity_record(const Bench& bench) {
  if (const auto* record = bench.file(ApplicationId::card_text, 0x0003))
    bench.flip(ApplicationId::card_text, 0x0003, record->size() - 1);
}

// chip.md C.4: DF22 08 begins at 001A; the last digit of the birth date.
void tamper_face(const Bench& bench) {
  bench.flip(ApplicationId::card_face, 0x0002, 0x001A + 3 + 7);
}

// The last byte of both certificates' signatures.
void corrupt_certificates(const Bench& bench) {
  for (const std::uint16_t id : {0x0001, 0x000A})
    if (const auto* certificate = bench.file(ApplicationId::jpki, id))
      bench.flip(ApplicationId::jpki, id, certificate->size() - 1);
}

void drop_authentication_certificate(const Bench& bench) {
  if (auto* certificate = bench.file(ApplicationId::jpki, 0x000A)) certificate->clear();
}

void issue_again(const Bench& bench, pki::CertificateKind kind, const Person& person,
                 const crypto::RsaKey& issuer) {
  const bool signing = kind == pki::CertificateKind::signature;
  const auto& certificate = signing ? bench.spec.signature : bench.spec.authentication;
  auto* content = bench.file(ApplicationId::jpki, signing ? 0x0001 : 0x000A);
  if (!certificate || content == nullptr) return;
  const auto& key = signing ? bench.keys.signature : bench.keys.authentication;
  *content = pki::issue_certificate(bench.material.authorities(), {kind, issuer, {}},
                                    certificate_request(kind, person, *certificate, key));
}

void issue_by_foreigner(const Bench& bench) {
  const auto& foreigner = bench.material.authorities().foreign_signer();
  for (const auto kind : {pki::CertificateKind::authentication, pki::CertificateKind::signature})
    issue_again(bench, kind, bench.spec.person, foreigner);
}

void swap_authentication_key(const Bench& bench) {
  for (auto& key : bench.card.private_keys)
    if (key.application == ApplicationId::jpki && key.file == 0x0017) key.key = bench.keys.common;
}

// A block number more: the holder moved, and nobody issued a new certificate.
void keep_former_address(const Bench& bench) {
  const auto kind = pki::CertificateKind::signature;
  issue_again(bench, kind, former_residence(bench.spec.person),
              bench.material.authorities().authority(kind).key);
}

void block_number_b(const Bench& bench) {
  for (auto& reference : bench.card.reference_data) {
    const bool face = reference.application == ApplicationId::card_face && reference.file == 0x0012;
    const bool text = reference.application == ApplicationId::card_text && reference.file == 0x0015;
    if (face || text) reference.tries = 0;
  }
}

struct Spoiling {
  ContentDefect defect;
  void (*act)(const Bench& bench);
};
// Those that make contents again stand before those that spoil them.
constexpr Spoiling spoilings[] = {
    {ContentDefect::mismatched_identity, take_another_holders_record},
    {ContentDefect::truncated_record, truncate_record},
    {ContentDefect::record_signature_missing, drop_record_signature},
    {ContentDefect::tampered_text, tamper_text},
    {ContentDefect::wrong_integrity_record, spoil_integrity_record},
    {ContentDefect::tampered_face, tamper_face},
    {ContentDefect::foreign_certificate_issuer, issue_by_foreigner},
    {ContentDefect::outdated_certificate_address, keep_former_address},
    {ContentDefect::corrupted_certificate, corrupt_certificates},
    {ContentDefect::certificate_missing, drop_authentication_certificate},
    {ContentDefect::wrong_authentication_key, swap_authentication_key},
    {ContentDefect::number_b_blocked, block_number_b},
};

}  // namespace

Person former_residence(Person person) {
  person.address = "東京都千代田区旧架空町９－９－９";
  person.certificate_address.clear();
  person.address_substitutions.clear();
  return person;
}

void spoil(chip::Personalisation& card, const CardSpec& spec, const IssuerMaterial& material,
           const CardKeys& keys) {
  const Bench bench{card, spec, material, keys};
  for (const auto& [defect, act] : spoilings)
    if (spec.content_defects.contains(defect)) act(bench);
}

}  // namespace karimen::sim::blueprint
