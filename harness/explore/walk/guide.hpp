// Coverage guidance: a walk on which rules did something new is kept, and every second walk goes on from one
// of those that are, rather from one that showed what hardly any other did.
#pragma once

#include <bit>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "harness/explore/walk/walk_maker.hpp"
#include "harness/runner/event/witness.hpp"

namespace karimen::harness::explore {

/// What the steps of a walk showed.
struct Shown {
  /// A fact that a step made something else.
  struct Became {
    FactName fact;
    Value value;
    std::size_t place = 0;    ///< of the step, from 0
    std::uint64_t sight = 0;  ///< 0: it was calculated
  };
  std::vector<Became> became;
  /// Rules that applied, conditions that alone kept one from applying, obstacles, warnings, facts that became
  /// something: numbers that are the same on every machine.
  std::vector<std::pair<std::uint64_t, std::size_t>> sights;  ///< each with the place of its step, from 0
  std::set<std::string> rests_on;                             ///< assumptions
  std::size_t steps = 0;                                      ///< that were shown
};
void add_shown(const StepTrace& step, Shown& shown);

class Guide {
 public:
  /// Once in how many walks one insists: where what it takes longer counts, and where it is lost in that of a
  /// hundred systems.
  static constexpr std::uint64_t for_speed = 5, for_reach = 2;
  /// Every so-manieth walk insists: to be refused is a walk's lot, too, and costs less.
  Guide(const WalkMaker& maker, std::uint64_t insists_once_in)
      : maker_(maker), insists_once_in_(insists_once_in) {}

  /// Safe from several threads, each with a foresight of its own, as long as nobody learns.
  [[nodiscard]] Walk make(std::uint64_t number, unsigned attempt, Foresight& foresight) const;
  /// Of walks in their order, whoever walked them.
  void learn(const Walk& walk, const Shown& shown, Foresight& foresight);
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
    std::set<std::string> rests_on;
    std::size_t steps = 0;  ///< up to the last that was the first to show something
  };
  void learn_to_do_again(const Walk& walk, const Shown& shown, Foresight& foresight);
  /// How many walks have shown the rarest of them.
  [[nodiscard]] std::uint64_t shown(const Kept& kept) const;

  const WalkMaker& maker_;
  const std::uint64_t insists_once_in_;
  std::vector<Kept> kept_;
  /// A step that made something else of a fact, from a start at which it is so already.
  struct Again {
    Walk walk;
    std::uint64_t seen = 0;
  };
  std::vector<Again> again_;
  std::map<std::uint64_t, std::size_t> again_of_;  ///< sight -> place in again_
  std::map<std::uint64_t, std::uint64_t> seen_;    ///< sight -> walks that showed it
};

}  // namespace karimen::harness::explore
