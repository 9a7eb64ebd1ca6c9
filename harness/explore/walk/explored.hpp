// What walks came to, all of them or those of a shard.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "harness/explore/walk/finding.hpp"

namespace karimen::harness::explore {

struct Explored {
  std::size_t walks = 0;
  std::size_t not_possible = 0;  ///< walks whose start contradicts itself however often they were drawn again
  std::size_t steps = 0;         ///< that were judged
  std::size_t undecided = 0;     ///< of them
  std::map<std::string, std::size_t> done, refused;  ///< steps, by procedure
  std::vector<Finding> failures;                     ///< fail and error, the commonest first
  std::vector<Finding> open;                         ///< undecided, likewise; not cut
  bool operator==(const Explored&) const = default;

  /// Other walks, too: what then is here does not depend on who walked which of them.
  void take(Explored&& other);
};

}  // namespace karimen::harness::explore
