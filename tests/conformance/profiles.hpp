// Cards that rows start from: Hanako's with a licence, and what the words behind "knob=" change.
#pragma once

#include <string>

#include "sim/chip/card.hpp"

namespace karimen::conformance {

/// A card, not powered. `knobs`: words of profiles.cpp, separated by commas; empty for none. Throws
/// std::out_of_range for an unknown word.
[[nodiscard]] sim::chip::Card card_of_profile(const std::string& knobs);

}  // namespace karimen::conformance
