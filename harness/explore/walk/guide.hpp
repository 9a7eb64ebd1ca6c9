// Coverage guidance: a walk on which rules did something new is kept, and every second walk goes on from one
// of those that are, rather from one that showed what hardly any other did.
#pragma once

#include <bit>
#include <cstdint>
#include <map>
#include <vector>

#include "harness/explore/walk/walk_maker.hpp"
#include "harness/runner/event/witness.hpp"

namespace karimen::harness::explore {

/// What a step shows: rules that applied, conditions that alone kept one from applying, obstacles, warnings.
/// Numbers that are the same on every machine.
void add_sights(const StepTrace& step, std::vector<std::uint64_t>& sights);

class Guide {
 public:
  explicit Guide(const WalkMaker& maker) : maker_(maker) {}

  /// Safe from several threads, as long as nobody learns.
  [[nodiscard]] Walk make(std::uint64_t number, unsigned attempt) const;
  /// Of walks in their order, whoever walked them.
  void learn(const Walk& walk, const std::vector<std::uint64_t>& sights);
  /// Walks between two lessons.
  static constexpr std::uint64_t round = 500;
  /// Whether walks of other machines learn from that one: whoever walks a part of many walks this one, too.
  /// All of the first rounds are taught, then ever fewer, eight while their number doubles: of 20,000 walks
  /// they show nearly what all teach, of a million they are a twenty-eighth.
  [[nodiscard]] static bool is_taught(std::uint64_t number) {
    constexpr int digits = 4;
    const auto in_order = number / round;
    return std::countr_zero(in_order) + digits >= static_cast<int>(std::bit_width(in_order));
  }

 private:
  /// A walk, and what it was the first to show.
  struct Kept {
    Walk walk;
    std::vector<std::uint64_t> sights;
  };
  /// How many walks have shown the rarest of them.
  [[nodiscard]] std::uint64_t shown(const Kept& kept) const;

  const WalkMaker& maker_;
  std::vector<Kept> kept_;
  std::map<std::uint64_t, std::uint64_t> seen_;  ///< sight -> walks that showed it
};

}  // namespace karimen::harness::explore
