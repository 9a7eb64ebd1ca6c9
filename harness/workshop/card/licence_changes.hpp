// What can happen to the licence on a chip while nobody is looking: it goes, comes back, is another one.
#pragma once

#include <span>
#include <string>

#include "base/bilingual.hpp"
#include "harness/workshop/card/loaded_card.hpp"
#include "sim/licence/licence_record.hpp"

namespace karimen::harness::workshop {

using sim::blueprint::IssuerMaterial;

/// What a card's licence is when all is well.
struct CurrentLicence {
  sim::licence::LicenceRecord record;
  std::string pin = "8642";  ///< for a card whose licence never had one; empty = DPIN
};
/// The licence of the card as it was loaded; else one from the facts of its persona; else one with the values
/// of the persona hanako.
[[nodiscard]] CurrentLicence current_licence(LoadedCard& loaded, const IssuerMaterial& material);

/// A row of the console's `licence NAME [VALUE]`.
struct LicenceChange {
  const char* name;
  const char* value;  ///< what it takes: "DATE"; empty: nothing
  Bilingual words;
};
[[nodiscard]] std::span<const LicenceChange> licence_changes();

/// Throws DiagnosticError: no such change, no such value, no space on the chip, no licence to change.
void change_licence(sim::chip::Card& card, const IssuerMaterial& material, const CurrentLicence& current,
                    const std::string& name, const std::string& value);

/// Writes WEF02 and the WEF03 of the safety commission for it.
void write_record(sim::chip::Card& card, const IssuerMaterial& material,
                  const sim::licence::LicenceRecord& record);

}  // namespace karimen::harness::workshop
