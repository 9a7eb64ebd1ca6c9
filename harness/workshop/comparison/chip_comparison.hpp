// A recording beside a chip of ours: what it answers to the same commands.
#pragma once

#include "base/bilingual.hpp"
#include "harness/workshop/comparison/comparison.hpp"

namespace karimen::harness::workshop {

/// `card`: without power, by the interface that it has.
[[nodiscard]] Comparison compare_with_chip(const trace::RecordingFile& recording, sim::chip::Card card,
                                           Language language, const ComparisonOptions& options = {});

}  // namespace karimen::harness::workshop
