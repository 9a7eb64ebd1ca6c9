// In which order, and how many at a time, workers take scenarios. What is told is in the order of the files
// whatever they do.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "harness/scenario/scenario.hpp"

namespace karimen::harness {

/// Indices from 0, shuffled by the seed.
[[nodiscard]] std::vector<std::size_t> shuffled_order(std::size_t size, std::uint64_t seed);

/// Indices from 0. One that waits, for a reader in which a card is put or for a client program, comes up to
/// `window` places earlier, as evenly among the others as can be: where several stand together all workers
/// would wait, and nobody would work. Nothing comes later than one of those behind it that wait but by their
/// number.
[[nodiscard]] std::vector<std::size_t> order_with_waits_spread(const std::vector<bool>& waits,
                                                               std::size_t window);

/// Of scenarios in a real reader.
[[nodiscard]] std::vector<bool> which_wait(std::span<const Scenario> scenarios);

}  // namespace karimen::harness
