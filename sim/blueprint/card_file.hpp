// Persona files (fixtures/personas/NAME.yaml) and card files: YAML → CardSpec (docs: `karimen card new`).
//
//   persona: hanako                  in a persona file its own name, in a card file the persona to start from
//   catches: {en: ..., ja: ...}      what the persona is good for
//   person:  {name, kana, romanised, birth_date, sex, address, municipality, prefecture, city,
//   individual_number,
//             certificate_name, name_substitutions, certificate_address, address_substitutions,
//             photograph}
//   pins:    {authentication, signature, text, common, residence, licence, security_code}
//             each a text, or {value, tries_left}; none = delivered without a value
//   card:    {serial, expires, generation, signature_certificate, authentication_certificate, licence_record,
//   keys,
//             extension: {capacity, used}, defects: [NAME, ...] (defects.hpp), images: drawn | blank, knobs,
//             seed}
//   facts:   kept as it is, for the harness
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/bilingual.hpp"
#include "base/yaml.hpp"
#include "sim/blueprint/card_spec.hpp"
#include "sim/blueprint/issuer_material.hpp"

namespace karimen::sim::blueprint {

/// What a persona or card file says.
struct CardFile {
  std::string persona;  ///< "" if a card file names none
  BilingualText catches;
  CardSpec spec;
  Secret licence_pin{"8642", {}};   ///< also where the card has no licence record yet
  std::optional<yaml::Node> facts;  ///< a mapping; absent if neither file nor persona has any
};

/// Throws DiagnosticError with line and column: unknown keys, wrong types, impossible values.
[[nodiscard]] CardFile load_card_file(const std::filesystem::path& path, const IssuerMaterial& material);
/// As above, from text.
[[nodiscard]] CardFile load_card_text(std::string_view text, const std::string& name,
                                      const IssuerMaterial& material);

/// fixtures/personas/`name`.yaml. An unknown name is a diagnostic with the nearest known one.
[[nodiscard]] CardFile load_persona(const std::string& name, const IssuerMaterial& material);
/// The mappings of a card file by their paths ("" the file, "person", "card.knobs", "pins.*" each PIN that is
/// a mapping), and the keys that each may have: the tables that reading it uses, for who writes a schema.
using CardFileKeys = std::map<std::string, std::vector<std::string>>;
[[nodiscard]] CardFileKeys card_file_keys();
/// In alphabetical order.
[[nodiscard]] std::vector<std::string> persona_names(const IssuerMaterial& material);

}  // namespace karimen::sim::blueprint
