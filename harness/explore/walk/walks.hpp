// `karimen explore --walks`: random walks through the system under test, judged like any scenario.
#pragma once

#include <atomic>
#include <functional>

#include "harness/explore/walk/finding.hpp"
#include "harness/explore/walk/walk_maker.hpp"
#include "harness/runner/run.hpp"

namespace karimen::harness::explore {

struct Explored {
  std::size_t walks = 0;
  std::size_t not_possible = 0;  ///< walks whose start contradicts itself however often they were drawn again
  std::size_t steps = 0;         ///< that were judged
  std::size_t undecided = 0;     ///< of them
  std::map<std::string, std::size_t> done, refused;  ///< steps, by procedure
  std::vector<Finding> failures;                     ///< fail and error, the commonest first
  std::vector<Finding> open;                         ///< undecided, likewise; not cut
};

struct ExploreOptions {
  std::uint64_t walks = 1000;
  unsigned jobs = 1;
  /// Called now and then, on any worker's thread, one call at a time, with the walks made and those that
  /// failed.
  std::function<void(std::uint64_t made, std::uint64_t failed)> progress = {};
};

/// The same for the same seed, whatever `jobs` is. Once `stop` is true no further walk begins: what is told
/// is then of the walks made so far. Throws EnvironmentError where the system's environment broke.
[[nodiscard]] Explored explore(const WalkMaker& maker, const Lexicon& lexicon, const RunContext& context,
                               const SystemFactory& factory, const ExploreOptions& options,
                               const std::atomic<bool>& stop);

}  // namespace karimen::harness::explore
