// The named defects of a card: `card: {defects: [NAME, ...]}` of a card file, the content layer of the fault
// catalogue, and what a developer does to a card while it is in a reader.
#pragma once

#include <span>
#include <string_view>

#include "base/bilingual.hpp"
#include "sim/blueprint/card_spec.hpp"
#include "sim/blueprint/make_card.hpp"
#include "sim/chip/card.hpp"

namespace karimen::sim::blueprint {

/// What a card must carry for a defect to be one of it.
enum class Needs : std::uint8_t {
  nothing,
  licence_record,
  signature_certificate,
  authentication_certificate
};

struct Defect {
  std::string_view name;  ///< snake_case, one of a kind
  Needs needs;
  Bilingual what;                 ///< what is the matter with the card
  void (*apply)(CardSpec& spec);  ///< makes it so; the card must carry what the defect needs
};

/// In the order of the layers of a card: licence record, text and face, certificates, secrets, space.
[[nodiscard]] std::span<const Defect> defects();
/// nullptr if there is none of this name.
[[nodiscard]] const Defect* find_defect(std::string_view name);
/// Whether the card carries what the defect needs.
[[nodiscard]] bool suits(const Defect& defect, const CardSpec& spec);
/// "a licence record", ...; "" for a defect that any card can have.
[[nodiscard]] std::string_view to_words(Needs needs);

/// Makes `spec` a specification with this defect. Throws DiagnosticError where the defect does not suit it.
void apply(const Defect& defect, CardSpec& spec);

/// As above, and does the same to a card that was made of `spec` with `keys`: what the defect changes is
/// written behind its back (chip/editor.hpp), everything else stays as the card is.
void apply(const Defect& defect, CardSpec& spec, const CardKeys& keys, const IssuerMaterial& material,
           chip::Card& card);

/// Writes on `card`, made of `before` with `keys`, what a card made of `after` has otherwise: contents, key
/// references, private keys, licence instance, space, knobs.
void rewrite(chip::Card& card, const CardSpec& before, const CardSpec& after, const CardKeys& keys,
             const IssuerMaterial& material);

/// The holder, living where an outdated signature certificate says.
[[nodiscard]] Person former_residence(Person person);

}  // namespace karimen::sim::blueprint
