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
  std::size_t times = 0;     ///< walks of that length that end so
  std::uint64_t number = 0;  ///< of the first holder with one
  std::string sides;         ///< what the rulebook says and why, and what the system did: lines
  Walk walk;                 ///< her first one
  bool operator==(const Counterexample&) const = default;
};

/// Of a step that failed: what was predicted and observed, and the rules that speak of it.
[[nodiscard]] std::string sides_of(std::span<const Event> events);

/// All walks of one length.
struct BreadthLayer {
  std::size_t states = 0;  ///< of the model, from the first layer on
  std::size_t model_steps = 0, runs = 0;
  std::size_t undecided = 0;          ///< runs that the sources leave open
  bool cut = false;                   ///< interrupted, or at the limit
  std::vector<Counterexample> found;  ///< the commonest first
  bool operator==(const BreadthLayer&) const = default;
};

/// Of all holders, or of those of a shard. It ends with the first layer that was cut or in which something
/// was found: only the last can be.
struct BreadthReport {
  std::size_t holders = 0;
  std::vector<BreadthLayer> layers;
  bool operator==(const BreadthReport&) const = default;

  [[nodiscard]] std::size_t states() const { return layers.empty() ? 0 : layers.back().states; }
  [[nodiscard]] std::size_t runs() const;
  [[nodiscard]] std::size_t undecided() const;
  [[nodiscard]] bool stopped() const { return !layers.empty() && layers.back().cut; }
  /// Every walk of so many steps was run.
  [[nodiscard]] std::size_t complete() const { return layers.size() - (stopped() ? 1 : 0); }
  /// All of one length.
  [[nodiscard]] std::span<const Counterexample> found() const;

  /// Other holders, too: what then is here does not depend on who searched whose walks.
  void take(BreadthReport&& other);
};

struct BreadthOptions {
  std::size_t depth = 1;
  std::size_t limit = 0;    ///< at most so many runs; 0: no limit
  std::size_t holders = 0;  ///< among whom they are divided: those of all shards; 0: there is but one
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
