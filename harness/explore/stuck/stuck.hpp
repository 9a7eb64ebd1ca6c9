// `karimen explore --stuck`: states of the rulebook's model from which no way was found back to a licence
// that an officer accepts, each with a shortest way in. No system takes part.
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "harness/explore/breadth/alphabet.hpp"

namespace karimen::harness::explore {

/// The kind of a state in which its holder begins.
inline constexpr auto begins_so = "-";

struct StuckState {
  Walk way_in;               ///< a shortest one of its kind; no steps: the holder begins so
  std::uint64_t number = 0;  ///< of its holder, the first who has one so short
  std::string kind;          ///< the last procedure of the way in, or `begins_so`
  std::size_t states = 0;    ///< that are stuck after the same procedure
  std::size_t holders = 0;   ///< whose they are
  bool operator==(const StuckState&) const = default;
};

struct StuckReport {
  std::size_t holders = 0, states = 0, model_steps = 0;
  std::size_t usable = 0;         ///< states in which the officer accepts something
  std::size_t mended = 0;         ///< others from which a way back was found
  std::vector<StuckState> stuck;  ///< the commonest first
  bool operator==(const StuckReport&) const = default;

  /// Of other holders, too: what then is here does not depend on who looked for whose.
  void take(StuckReport&& other);
};

struct StuckOptions {
  std::size_t way_in = 1;    ///< states that are so many steps away
  std::size_t way_back = 2;  ///< and what so many steps, or one of the courses that people take, mend
  unsigned jobs = 1;
};

/// The finding of the roadside check that says that all is well.
inline constexpr auto usable_finding = "OK";

[[nodiscard]] StuckReport find_stuck(const Alphabet& alphabet, std::vector<Beginning> beginnings,
                                     const Lexicon& lexicon, const RunContext& context,
                                     const StuckOptions& options, const std::atomic<bool>& stop);

}  // namespace karimen::harness::explore
