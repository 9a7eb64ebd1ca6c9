// What would have to be otherwise for another answer.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/fact/value.hpp"

namespace karimen::harness {

struct Flip {
  struct Change {
    std::string name;  ///< "facility.name", "now" for what goes with them
    Value before;      ///< the empty text: nobody said it
    Value after;
  };
  std::vector<Change> changes;
  Facts facts;  ///< all that is set: of a facility its kind, of a moment its day, too
};

struct FlipLimits {
  std::size_t most_changed = 3;      ///< facts at once
  std::size_t most_tried = 200'000;  ///< changes that are applied and asked about
  std::size_t most_found = 4;
};

struct Flips {
  std::vector<Flip> found;   ///< all with the same, smallest number of changes; other facts each
  std::size_t facts = 0;     ///< that could be otherwise
  std::size_t values = 0;    ///< that they could have instead
  std::size_t tried = 0;     ///< changes that were applied
  std::size_t complete = 0;  ///< every change of up to so many facts was tried
};

}  // namespace karimen::harness
