// What a run is doing, while it does it: on standard error, beside the reports.
#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "base/bilingual.hpp"
#include "harness/cli/frame/command.hpp"
#include "harness/runner/event/event.hpp"
#include "harness/runner/run.hpp"

namespace karimen::harness::cli {

/// On a terminal one line that is written again, at most twenty times a second; elsewhere, after ten seconds,
/// a line every five. It says how many verdicts there are, what failed and what is running. Nothing is
/// written of a run that is over sooner, nor of itself where somebody is asked there (`in_conversation`).
class Progress {
 public:
  Progress(std::size_t scenarios, const Streams& streams, Language language, bool in_conversation = false);
  /// Wipes the line.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// What workers are at, as `karimen explain` takes it: SCENARIO:STEP. For RunOptions::watch. Thread-safe.
  void at(unsigned worker, const std::string& scenario, const std::string& step = "");
  /// A line of its own, now: what is running. Thread-safe.
  void tell();
  /// Counts an event, and lets `report` write while no line of ours is on the terminal.
  template <typename Report>
  void around(const Event& event, Report report) {
    const std::lock_guard lock(mutex_);
    wipe();
    count_event(event);
    report();
  }

 private:
  void work();
  void wipe();
  void count_event(const Event& event);
  [[nodiscard]] std::string line(std::size_t width) const;

  const std::size_t scenarios_;
  const Streams& streams_;
  const Language language_;
  std::mutex mutex_;
  std::condition_variable over_;
  bool ended_ = false;
  bool shown_ = false;  ///< our line is on the terminal
  Counts counts_;
  std::map<unsigned, std::string> running_;  ///< by worker
  std::string last_;
  std::jthread thread_;  // last: it ends before the rest goes
};

}  // namespace karimen::harness::cli
