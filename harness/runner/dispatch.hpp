// In which order, and how many at a time, workers take scenarios. What is told is in the order of the files
// whatever they do.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <span>
#include <vector>

#include "harness/scenario/scenario.hpp"

namespace karimen::harness {

/// Indices from 0.
[[nodiscard]] std::vector<std::size_t> usual_order(std::size_t size);
/// The same, shuffled by the seed.
[[nodiscard]] std::vector<std::size_t> shuffled_order(std::size_t size, std::uint64_t seed);

/// What workers take of the scenarios, each once: in one order but for those that wait, for a reader in which
/// a card is put or for a client program. These are begun early, up to `window` places before their turn, and
/// few at a time: where all workers wait, nobody works, and at the end they would wait alone.
class Dispatch {
 public:
  /// `order`: indices from 0, each once. `waits`: of each index. `handful`: how many of those that do not
  /// wait are taken at a time.
  Dispatch(const std::vector<std::size_t>& order, const std::vector<bool>& waits, unsigned workers,
           std::size_t window, std::size_t handful);

  /// Several, or one that waits; none: none is left.
  struct Taken {
    std::span<const std::size_t> indices = {};
    bool waits = false;
  };
  /// `ended`: what this worker took before. From any thread; what is given stands as long as this object.
  [[nodiscard]] Taken take(const Taken& ended);

 private:
  [[nodiscard]] bool waiting_is_due() const;

  std::vector<std::size_t> plain_, waiting_;
  const std::size_t waiting_at_once_, window_, handful_;
  std::mutex mutex_;
  std::size_t next_plain_ = 0, next_waiting_ = 0, under_way_ = 0;
};

/// Of scenarios in a real reader.
[[nodiscard]] std::vector<bool> which_wait(std::span<const Scenario> scenarios);

}  // namespace karimen::harness
