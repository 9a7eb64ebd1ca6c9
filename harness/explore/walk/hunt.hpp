// `karimen explore --defect all`: the same walks through systems that each err in one thing. Which walk
// notices which of them.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "harness/explore/walk/finding.hpp"
#include "harness/explore/walk/walk_maker.hpp"
#include "harness/runner/run.hpp"

namespace karimen::harness::explore {

/// A walk on which an erring system was found out.
struct Kill {
  std::uint64_t number = 0;
  Walk walk;
  Mishap mishap;
};

struct HuntOptions {
  std::uint64_t walks = 1000;
  unsigned jobs = 1;
  std::function<void(std::uint64_t walks, std::size_t alive)> progress = {};
};

/// Beside `erring`, the first walk that each was found out on. Only walks on which `sound` passes, or which
/// the sources leave open at their end, are walked. The same whatever `jobs` is.
[[nodiscard]] std::vector<std::optional<Kill>> hunt(const WalkMaker& maker, const Lexicon& lexicon,
                                                    const RunContext& context, const SystemFactory& sound,
                                                    std::span<const SystemFactory> erring,
                                                    const HuntOptions& options,
                                                    const std::atomic<bool>& stop);

}  // namespace karimen::harness::explore
