// CardSpec → Personalisation → Card, as a whole and by application: municipalities and the police write parts
// of a card too.
#pragma once

#include <string>
#include <vector>

#include "sim/blueprint/card_keys.hpp"
#include "sim/blueprint/card_spec.hpp"
#include "sim/blueprint/issuer_material.hpp"
#include "sim/chip/card.hpp"
#include "sim/pki/profile.hpp"

namespace karimen::sim::blueprint {

/// Labels named in the specification, as long as no other card of the scenario has them; else keys of the
/// pool by holder, generation and role.
[[nodiscard]] CardKeys choose_keys(const CardSpec& spec, pki::KeyPool& pool);

/// Everything a new card is delivered with. Throws DiagnosticError if a value does not fit (see
/// `check_spec`).
[[nodiscard]] chip::Personalisation make_personalisation(const CardSpec& spec, const IssuerMaterial& material,
                                                         pki::KeyPool& pool);
/// As above with keys chosen before.
[[nodiscard]] chip::Personalisation make_personalisation(const CardSpec& spec, const IssuerMaterial& material,
                                                         const CardKeys& keys);
/// A new card, as one of that personalisation; made before or not.
[[nodiscard]] chip::Card make_card(const CardSpec& spec, const IssuerMaterial& material, pki::KeyPool& pool);

using Files = std::vector<chip::FileContent>;
[[nodiscard]] Files card_face_files(const CardSpec& spec, const IssuerMaterial& material,
                                    const crypto::RsaKey& key);
[[nodiscard]] Files card_text_files(const CardSpec& spec, const IssuerMaterial& material,
                                    const crypto::RsaKey& key, const crypto::RsaKey& session_key);
/// Authority certificates, token information, availability, and the certificates that the specification has.
[[nodiscard]] Files jpki_files(const CardSpec& spec, const IssuerMaterial& material, const CardKeys& keys);
/// WEF01, WEF02, WEF03, with the named defects of the specification.
[[nodiscard]] Files licence_files(const LicenceSpec& spec, const IssuerMaterial& material);

/// What the certificate of one end entity says: the holder in its subject and, for signatures, in its names.
[[nodiscard]] pki::CertificateRequest certificate_request(pki::CertificateKind kind, const Person& person,
                                                          const CertificateSpec& spec,
                                                          const crypto::RsaKey& key);
/// The DER of one end-entity certificate of the holder.
[[nodiscard]] Bytes make_certificate(pki::CertificateKind kind, const Person& person,
                                     const CertificateSpec& spec, const crypto::RsaKey& key,
                                     const IssuerMaterial& material);

/// 14 digits: birth year of the era, month, day; expiry year; security code (chip.md C.4).
[[nodiscard]] std::string verification_number_b(const CardSpec& spec);
/// 6 digits: birth year of the era, month, day.
[[nodiscard]] std::string birth_key(const Person& person);
/// The check digit of 11 digits of an individual number.
[[nodiscard]] char individual_number_check_digit(std::string_view eleven_digits);

/// One impossible value: where it stands in a card file ("person.individual_number"), what is wrong, a way
/// out.
struct Complaint {
  std::string path, what, fix;
  std::optional<std::size_t> character{};  ///< of the value, from 0: where the fault is
  bool operator==(const Complaint&) const = default;
};
/// Everything impossible about a specification: lengths, digits, check digit, dates out of order.
[[nodiscard]] std::vector<Complaint> complaints_about(const CardSpec& spec);
/// Throws them as one DiagnosticError. `make_personalisation` calls it.
void check_spec(const CardSpec& spec);

}  // namespace karimen::sim::blueprint
