// The fictitious person of chip.md 0.3 on a card, as the blueprint makes it.
#pragma once

#include "sim/chip/card.hpp"

namespace karimen::sim::chip::fixture {

/// Hanako's card; with the licence instance (worked example of chip.md F.5, PIN 8642) if asked for.
[[nodiscard]] Personalisation hanako(bool licence = true);

/// A copy of her card, not powered. Parsing keys once keeps the suites fast.
[[nodiscard]] Card card(bool licence = true);

/// RSA key of a label.
[[nodiscard]] crypto::RsaKey key(const std::string& label);

/// Sends hexadecimal, answers hexadecimal.
std::string send(Card& card, const std::string& hex);

}  // namespace karimen::sim::chip::fixture
