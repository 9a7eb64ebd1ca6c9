// A My Number Card as a thing: a printed face, and a chip that may be broken.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "sim/blueprint/card_spec.hpp"
#include "sim/chip/card.hpp"
#include "sim/world/words.hpp"

namespace karimen::sim::world {

/// Makes the chip of a card outside the reader interface. Called once per card, when the chip is first
/// needed.
using ChipMaker = std::function<chip::Card(const blueprint::CardSpec&)>;

class MyNumberCard {
 public:
  MyNumberCard(std::string holder, blueprint::CardSpec spec, ChipMaker maker)
      : holder_(std::move(holder)), spec_(std::move(spec)), maker_(std::move(maker)) {}
  MyNumberCard(const MyNumberCard&) = delete;
  MyNumberCard& operator=(const MyNumberCard&) = delete;

  /// The person whose face is printed on it.
  [[nodiscard]] const std::string& holder() const { return holder_; }
  /// 15 digits, printed and in the chip.
  [[nodiscard]] const std::string& serial() const { return spec_.serial; }
  /// Printed last day of validity.
  [[nodiscard]] Date expires() const { return spec_.expires; }
  /// Written on its face, and in its chip by the terminal that extends it.
  void extend(Date last_day) { spec_.expires = last_day; }
  [[nodiscard]] int generation() const { return spec_.generation; }
  [[nodiscard]] const blueprint::CardSpec& spec() const { return spec_; }

  [[nodiscard]] chip::Card& chip() {
    if (!chip_) chip_ = maker_(spec_);
    return *chip_;
  }
  void break_chip() { broken_ = true; }
  [[nodiscard]] bool broken() const { return broken_; }

  Possession possession = Possession::holder;

 private:
  std::string holder_;
  blueprint::CardSpec spec_;
  ChipMaker maker_;
  std::optional<chip::Card> chip_;
  bool broken_ = false;
};

}  // namespace karimen::sim::world
