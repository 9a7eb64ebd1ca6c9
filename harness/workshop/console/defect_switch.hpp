// Named defects of a card (sim/blueprint/defects.hpp), on and off while the card is in a reader.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "harness/workshop/card/loaded_card.hpp"
#include "sim/blueprint/defects.hpp"

namespace karimen::harness::workshop {

/// Knows what a card was made of and which defects it has since. A saved card is bytes only and cannot be
/// given defects.
class DefectSwitch {
 public:
  DefectSwitch(const LoadedCard& loaded, const sim::blueprint::IssuerMaterial& material);

  /// On or off: what the defect changes is written, everything else stays. Throws DiagnosticError: no such
  /// defect, one that does not suit the card, a card that is bytes only; the card is then as it was.
  void set(sim::chip::Card& card, const std::string& name, bool on);
  /// Whether the card carries what the defect needs.
  [[nodiscard]] bool suits(const std::string& name) const;
  [[nodiscard]] const std::vector<std::string>& on() const { return on_; }

  /// Tells of a change that was made otherwise, so that switching a defect off does not undo it. What no card
  /// could be made of is not remembered. Does nothing for a saved card.
  void remember(const std::function<void(sim::blueprint::CardSpec&)>& change);

 private:
  [[nodiscard]] sim::blueprint::CardSpec with(const std::vector<std::string>& defects) const;

  const sim::blueprint::IssuerMaterial* material_;
  std::optional<sim::blueprint::CardSpec> healthy_;
  std::optional<sim::blueprint::CardKeys> keys_;
  std::vector<std::string> on_;
};

}  // namespace karimen::harness::workshop
