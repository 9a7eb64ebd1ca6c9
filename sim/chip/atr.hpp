// The answers to reset (chip.md A.1, A.2).
#pragma once

#include "sim/chip/making/personalisation.hpp"

namespace karimen::sim::chip {

/// A1-1 … A1-3 by the knob.
[[nodiscard]] ByteView contact_atr(const Knobs& knobs);
/// Of the interface; contactless: A2-1 … A2-6 by the knob, as readers report it.
[[nodiscard]] ByteView atr(const Knobs& knobs, Interface interface);

}  // namespace karimen::sim::chip
