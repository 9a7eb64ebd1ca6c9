// A card as it is drawn: what stands on it, and what of it runs out.
#pragma once

#include "harness/port/message.hpp"
#include "harness/workshop/card/card_facts.hpp"

namespace karimen::harness::serve {

/// Individual numbers are not among it. Dates as 2026-05-01; null where there is none.
[[nodiscard]] port::Json face_of(const workshop::CardFacts& facts);

}  // namespace karimen::harness::serve
