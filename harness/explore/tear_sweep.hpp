// `tear: sweep` (architecture.md 4, 5): power fails at every write point of every procedure of a scenario;
// the card is powered on, looked at, and the interrupted procedure is repeated.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "harness/runner/scenario_runner.hpp"
#include "sim/fault/tear.hpp"
#include "sim/reader/slot.hpp"

namespace karimen::harness::explore {

/// What the write points of one procedure came to. `old_record` … `new_record`: what the card's licence
/// record was after the cut, before the procedure was repeated; they add up to `write_points` less the lost
/// ones.
struct Tally {
  std::size_t steps = 0;         ///< times the procedure was swept
  std::size_t commands = 0;      ///< that write
  std::size_t write_points = 0;  ///< row writes at which power was cut
  std::size_t cuts = 0;          ///< of the card alone, the cuts of the recovery included
  std::size_t repetitions = 0;   ///< of the whole procedure, one for each state that a cut leaves
  std::size_t old_record = 0, no_record = 0, new_record = 0;
  std::size_t survived = 0;  ///< write points
  Tally& operator+=(const Tally& other);
  bool operator==(const Tally&) const = default;
};

/// A write point that did not survive, and how to see it again.
struct Casualty {
  std::string scenario;  ///< file#id[case]
  std::string step;      ///< its id
  std::string procedure;
  std::size_t command = 0;        ///< of the step, from 1
  std::uint32_t write_point = 0;  ///< row writes of the command that still happened
  std::string why;                ///< a sentence
  /// The fault that a scenario scripts to see it: "{fault: power_cut_within_write, command: 3, ...}".
  [[nodiscard]] std::string reproduction() const;
  bool operator==(const Casualty&) const = default;
};

struct Sweep {
  std::map<std::string, Tally> procedures;
  std::vector<Casualty> casualties;
  std::size_t scenarios = 0;
  [[nodiscard]] Tally total() const;
  void add(Sweep other);
};

/// Makes the system under test of one worker, over the slot that the sweep looks through. Called once a
/// worker.
using SweptSystem = std::function<std::unique_ptr<System>(sim::reader::Slot&)>;

struct SweepOptions {
  unsigned jobs = 1;
  sim::fault::AfterCut after_cut = {};  ///< of a memory that keeps less than it promises: for tests
  /// Told on a worker's thread which scenario it begins, and "" when it has ended.
  std::function<void(unsigned worker, const std::string& scenario)> watch = {};
};

/// Direct, every scenario for itself; the order of what is reported is that of `scenarios`. Steps in which
/// faults are scripted are left out. Once `stop` is true no further scenario begins.
[[nodiscard]] Sweep sweep(std::span<const Scenario> scenarios, const RunContext& context,
                          const SweptSystem& factory, const SweepOptions& options,
                          const std::atomic<bool>& stop);

}  // namespace karimen::harness::explore
