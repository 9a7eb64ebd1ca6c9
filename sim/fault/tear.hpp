// Power cut at every write point of one command (architecture.md 4): the chip then holds the old or the new
// state.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/chip/card.hpp"

namespace karimen::sim::fault {

/// What the memory holds after a cut and a power-on.
enum class Kept : std::uint8_t {
  old_state,
  new_state,
  spent_try,  ///< the old or the new state, but for a retry counter that is lower: no free try
  broken,     ///< anything else
};

/// Power dies right after `rows` row writes of the command, and perhaps again after `recovery_rows` of the
/// recovery.
struct Cut {
  std::uint32_t rows = 0;
  Kept kept = Kept::old_state;
  std::string why;  ///< of a broken one: a sentence
};

struct TornCommand {
  std::uint32_t write_points = 0;  ///< row writes of the command; 0: nothing to tear
  std::size_t cuts = 0;            ///< tried, cuts of the recovery included
  std::vector<Cut> by_rows;        ///< after 0, 1, ... writes; the worst of what was seen with second cuts
};

/// Called on a fork after the power died in it and before it is powered on; for memories that keep less than
/// they promise.
using AfterCut = std::function<void(chip::Card&)>;

/// `before`: a powered card that is about to get `command`. Works on forks only. Recovery is cut at each of
/// its own write points where it has most to do, and at a few of them elsewhere: it repeats the same writes.
[[nodiscard]] TornCommand tear(const chip::Card& before, ByteView command, const AfterCut& hook = {});

}  // namespace karimen::sim::fault
