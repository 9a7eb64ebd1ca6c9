// What a renewal and a first grant have in common.
#pragma once

#include <cstdlib>
#include <string>

#include "sim/licence/licence_record.hpp"
#include "sim/world/words.hpp"

namespace karimen::sim::world {

[[nodiscard]] inline bool with_card(HoldingForm form) {
  return form == HoldingForm::my_number_only || form == HoldingForm::both;
}

/// 鹿児島県警: 「優良・一般講習に該当する方」; 「違反・初回は対面講習のみ」.
[[nodiscard]] inline bool attends_online(licence::DriverClass driver_class) {
  return driver_class == licence::DriverClass::excellent || driver_class == licence::DriverClass::general;
}

/// photo-01 → photo-02; after the last one, photo-10, the first.
[[nodiscard]] inline std::string next_photograph(const std::string& id) {
  const auto dash = id.rfind('-');
  const int number = dash == std::string::npos ? 0 : std::atoi(id.c_str() + dash + 1);
  constexpr int photographs = 10;  // fixtures/photographs
  const std::string digits = std::to_string(number % photographs + 1);
  return "photo-" + std::string(digits.size() < 2 ? 1 : 0, '0') + digits;
}

}  // namespace karimen::sim::world
