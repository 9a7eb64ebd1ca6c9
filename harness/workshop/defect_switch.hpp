// Named defects of a card (sim/blueprint/defects.hpp), on and off while the card is in a reader.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/workshop/loaded_card.hpp"
#include "sim/blueprint/defects.hpp"

namespace karimen::harness::workshop {

/// Knows what a card was made of and which defects it has since. A saved card is bytes only and cannot be
/// given defects.
class DefectSwitch {
 public:
  DefectSwitch(const LoadedCard& loaded, const sim::blueprint::Workshop& workshop);

  /// On or off: what the defect changes is written, everything else stays. Throws DiagnosticError: no such
  /// defect, one that does not suit the card, a card that is bytes only; the card is then as it was.
  void set(sim::chip::Card& card, const std::string& name, bool on);
  /// Whether the card carries what the defect needs.
  [[nodiscard]] bool suits(const std::string& name) const;
  [[nodiscard]] const std::vector<std::string>& on() const { return on_; }

  /// What the card would be made of without defects; nullptr for a saved card. Changes that are made
  /// otherwise are told here, so that switching a defect off does not undo them.
  [[nodiscard]] sim::blueprint::CardSpec* healthy() { return healthy_ ? &*healthy_ : nullptr; }

 private:
  [[nodiscard]] sim::blueprint::CardSpec with(const std::vector<std::string>& defects) const;

  const sim::blueprint::Workshop* workshop_;
  std::optional<sim::blueprint::CardSpec> healthy_;
  std::optional<sim::blueprint::CardKeys> keys_;
  std::vector<std::string> on_;
};

}  // namespace karimen::harness::workshop
