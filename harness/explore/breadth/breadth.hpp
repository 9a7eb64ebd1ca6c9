// `karimen explore --breadth`: every state of the rulebook's model, nearest first, and in each everything
// that somebody can do next, put to the system under test. What fails first is a shortest counterexample.
#pragma once

#include <atomic>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "harness/explore/breadth/alphabet.hpp"
#include "harness/explore/walk/finding.hpp"
#include "harness/runner/run.hpp"

namespace karimen::harness::explore {

struct Counterexample {
  Mishap mishap;
  std::size_t times = 0;  ///< walks of that length that end so
  std::string holder;
  std::string sides;  ///< what the rulebook says and why, and what the system did: lines
  Beginning beginning;
  std::vector<Step> steps;  ///< of the first one
};

/// Of a step that failed: what was predicted and observed, and the rules that speak of it.
[[nodiscard]] std::string sides_of(std::span<const Event> events);

struct BreadthReport {
  std::size_t holders = 0, states = 0, model_steps = 0, runs = 0;
  std::size_t undecided = 0;          ///< runs that the sources leave open
  std::size_t complete = 0;           ///< every walk of so many steps was run
  std::vector<Counterexample> found;  ///< the commonest first; all of one length
  bool stopped = false;               ///< before `depth`: interrupted, or at the limit
};

struct BreadthOptions {
  std::size_t depth = 1;
  std::size_t limit = 0;  ///< at most so many runs; 0: no limit
  unsigned jobs = 1;
  std::function<void(std::size_t runs, std::size_t depth)> progress = {};
};

/// The same on every machine and whatever `jobs` is. Two walks to one state of the model count as one: a
/// system that remembers more than the rulebook may differ behind the second. A refusal that changes nothing
/// is not gone on from.
[[nodiscard]] BreadthReport explore_breadth(const Alphabet& alphabet, std::vector<Beginning> beginnings,
                                            const Lexicon& lexicon, const RunContext& context,
                                            const SystemFactory& factory, const BreadthOptions& options,
                                            const std::atomic<bool>& stop);

}  // namespace karimen::harness::explore
