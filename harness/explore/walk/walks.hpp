// `karimen explore --walks`: random walks through the system under test, judged like any scenario.
#pragma once

#include <atomic>
#include <functional>

#include "harness/explore/walk/explored.hpp"
#include "harness/explore/walk/walk_maker.hpp"
#include "harness/runner/run.hpp"

namespace karimen::harness::explore {

struct ExploreOptions {
  std::uint64_t walks = 1000;  ///< of all shards
  unsigned jobs = 1;
  unsigned shard = 1, shards = 1;  ///< which part of the walks is walked, from 1
  /// Called now and then, on any worker's thread, one call at a time, with the walks made and those that
  /// failed.
  std::function<void(std::uint64_t made, std::uint64_t failed)> progress = {};
};

/// How many of the walks the shard walks: its own, and those from which all learn.
[[nodiscard]] std::uint64_t walks_of(const ExploreOptions& options);

/// The same for the same seed, whatever `jobs` is; what all shards of one number of walks have, taken
/// together, is what one exploration of them all has. Once `stop` is true no further walk begins: what is
/// told is then of the walks made so far. Throws EnvironmentError where the system's environment broke.
[[nodiscard]] Explored explore(const WalkMaker& maker, const Lexicon& lexicon, const RunContext& context,
                               const SystemFactory& factory, const ExploreOptions& options,
                               const std::atomic<bool>& stop);

}  // namespace karimen::harness::explore
