// In which order, and how many at a time, workers take scenarios. What is told is in the order of the files
// whatever they do.
#pragma once

#include <array>
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

/// What a scenario in a real reader waits for most of its time: a program, or pcscd's looks at a reader into
/// which a card is put.
enum class Wait : std::uint8_t { none, program, reader };

/// What workers take of the scenarios, each once: in one order but for those that wait. These are begun
/// early, up to `window` places before their turn, first those that need no processor for it, and by three
/// workers of four: where all workers wait, nobody works, and at the end they would wait alone.
class Dispatch {
 public:
  /// `order`: indices from 0, each once. `waits`: of each index. `handful`: how many of those that do not
  /// wait are taken at a time.
  Dispatch(const std::vector<std::size_t>& order, const std::vector<Wait>& waits, unsigned workers,
           std::size_t window, std::size_t handful);

  /// Several, or one that waits; none: none is left.
  struct Taken {
    std::span<const std::size_t> indices = {};
    bool waits = false;
  };
  /// `ended`: what this worker took before. From any thread; what is given stands as long as this object.
  [[nodiscard]] Taken take(const Taken& ended);

 private:
  /// In their order, and which of them is taken next.
  struct Row {
    std::vector<std::size_t> indices;
    std::size_t next = 0;

    [[nodiscard]] bool empty() const { return next == indices.size(); }
    [[nodiscard]] std::size_t front() const { return indices[next]; }
    std::span<const std::size_t> take(std::size_t most);
  };
  [[nodiscard]] bool is_due(const Row& waiting) const;

  std::array<Row, 3> rows_;  ///< by Wait
  const std::size_t waiting_at_once_, window_, handful_;
  std::mutex mutex_;
  std::size_t under_way_ = 0;  ///< of those that wait
};

/// Of scenarios in a real reader.
[[nodiscard]] std::vector<Wait> waits_of(std::span<const Scenario> scenarios);

}  // namespace karimen::harness
