// A card from wherever the user has one: a persona, a card file, a card saved before.
#pragma once

#include <optional>
#include <string>

#include "sim/blueprint/card_file.hpp"
#include "sim/chip/card.hpp"

namespace karimen::harness::workshop {

struct LoadedCard {
  std::string name;                              ///< as it was asked for
  std::optional<sim::blueprint::CardFile> file;  ///< absent: a saved card, which is bytes only
  sim::chip::Card card;
};

/// Whether the bytes of a file are a saved card rather than text.
[[nodiscard]] bool looks_saved(ByteView bytes);

/// `name`: a persona, a card file (YAML) or a saved card, which keeps its interface unless it is to be
/// contactless. The card has no power. A name that is no file and looks like a path is a
/// diagnostic of the command line; an unknown persona is one with the nearest name.
[[nodiscard]] LoadedCard load_card(const std::string& name, const sim::blueprint::IssuerMaterial& material,
                                   sim::chip::Interface interface = sim::chip::Interface::contact);

/// As `load_card`, of what a card file or a saved card holds; `name` is how it is called in diagnostics.
[[nodiscard]] LoadedCard card_of_bytes(const std::string& name, ByteView bytes,
                                       const sim::blueprint::IssuerMaterial& material,
                                       sim::chip::Interface interface = sim::chip::Interface::contact);

/// The whole file. Throws DiagnosticError (bad command line) where there is none.
[[nodiscard]] Bytes read_bytes(const std::string& path);
/// Writes the card to a file: whole, or not at all. Private keys lie in it in the clear.
void save_card(const sim::chip::Card& card, const std::string& path);

}  // namespace karimen::harness::workshop
