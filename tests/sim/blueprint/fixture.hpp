// The workshop and the fictitious person of chip.md, shared by the tests of sim/blueprint.
#pragma once

#include "sim/blueprint/card_file.hpp"
#include "sim/blueprint/make_card.hpp"
#include "tests/sim/vectors.hpp"

namespace karimen::sim::blueprint {

inline const IssuerMaterial& material() {
  static const IssuerMaterial all(KARIMEN_SOURCE_DIR "/fixtures");
  return all;
}

/// A personalisation made in a scenario of its own.
inline chip::Personalisation personalised(const CardSpec& spec) {
  auto pool = material().new_pool();
  return make_personalisation(spec, material(), pool);
}

inline chip::Personalisation personalised(const std::string& persona) {
  return personalised(load_persona(persona, material()).spec);
}

/// Content of a file; empty if the card is delivered without.
inline Bytes content(const chip::Personalisation& card, chip::ApplicationId application, std::uint16_t file) {
  for (const auto& entry : card.files)
    if (entry.application == application && entry.file == file) return entry.content;
  return {};
}

/// Reference data as text; "-" if there is none.
inline std::string secret(const chip::Personalisation& card, chip::ApplicationId application,
                          std::uint16_t file) {
  for (const auto& entry : card.reference_data)
    if (entry.application == application && entry.file == file) return to_text(entry.value);
  return "-";
}

}  // namespace karimen::sim::blueprint
