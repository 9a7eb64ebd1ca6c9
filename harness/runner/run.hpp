// A whole run: scenarios over workers, events in stable order whatever their number (architecture.md 9, 10).
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <span>

#include "harness/runner/event/tally.hpp"
#include "harness/runner/requirements.hpp"
#include "harness/runner/scenario_runner.hpp"
#include "harness/scenario/reading/parser.hpp"
#include "harness/scenario/selection/order.hpp"

namespace karimen::harness {

/// Makes the system of one worker, numbered from 0; called on the worker's thread, and again after the
/// environment of its system broke. Throws EnvironmentError or DiagnosticError.
using SystemFactory = std::function<std::unique_ptr<System>(unsigned worker)>;

/// Takes the events one by one, in order, on the caller's thread. They are its own.
using EventSink = std::function<void(Event&&)>;

/// Told on a worker's thread which scenario it begins, then which of its steps; "" when it has ended.
using Watch = std::function<void(unsigned worker, const std::string& scenario, const std::string& step)>;

struct RunOptions {
  std::vector<Turn> turns = {};  ///< what is run, in the order in which it is told; empty: each scenario once
  std::vector<UnreadFile> unread = {};  ///< told before everything else, as errors
  unsigned jobs = 1;
  bool fail_fast = false;
  unsigned retries = 0;  ///< how often what fails or breaks is tried again
  std::string transport = "direct";
  std::string system = "";  ///< the name of a system beside the built-in one
  RunOrigin origin = {};
  Offer offer = {};  ///< what scenarios may require
  /// How many scenarios may be done and not told yet: the events of each are memory, tens of kB. In readers
  /// sixteen times as many: one that waits holds up those after it in the telling, not in the doing.
  std::size_t ahead = 256;
  bool in_readers = false;  ///< cards are in real readers: some scenarios mostly wait
  Watch watch = {};
  StepWitness witness = {};  ///< told on workers' threads, of several at once
  std::uint64_t shuffle =
      0;  ///< other than 0: the order of execution (never of events) is shuffled with this seed
};

/// Once `stop` is true no further step begins, and what is finished is reported.
RunSummary run(std::span<const Scenario> scenarios, const RunContext& context, const SystemFactory& factory,
               const RunOptions& options, const EventSink& sink, const std::atomic<bool>& stop);

}  // namespace karimen::harness
