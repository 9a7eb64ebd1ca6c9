// A scenario on the desk: forward and back step by step, its card in a PC/SC reader wherever it stands.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "harness/cli/desk/desk_library.hpp"
#include "harness/cli/run/system_factory.hpp"
#include "harness/port/message.hpp"
#include "harness/runner/scenario_runner.hpp"

namespace karimen::harness::cli {

/// Back is from the start again: a run of a scenario is the same each time. All members may be called from
/// any thread.
class Stage {
 public:
  /// `told`: after each stop, on any thread. `unmasked`: of what passed.
  Stage(LazyLibrary& library, std::function<std::unique_ptr<HostSystem>()> system, std::function<void()> told,
        bool unmasked)
      : library_(library), system_(std::move(system)), told_(std::move(told)), unmasked_(unmasked) {}
  ~Stage();
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  /// Another scenario, before its first step. Throws DiagnosticError.
  void open(const std::string& id);
  /// So that so many steps are done, or it is over; waits for it. Throws DiagnosticError: none is open.
  void go_to(std::size_t steps);
  /// Takes its card out.
  void close();
  /// {"scenario": null} or what there is to show of it; "story" is a chunk as the report's page reads it.
  [[nodiscard]] port::Json state();

 private:
  struct Place {
    std::size_t done = 0;
    bool over = false;
    BilingualText why;
    std::string story = "null";
    std::optional<LentCard> lent;
  };
  void play(const Scenario& scenario);
  bool at_stop(const Stop& stop, const Scenario& scenario, System& system);
  bool stay(Place place, bool over);
  void wait_until_settled(std::unique_lock<std::mutex>& lock);

  LazyLibrary& library_;
  const std::function<std::unique_ptr<HostSystem>()> system_;
  const std::function<void()> told_;
  const bool unmasked_;

  std::mutex using_;  ///< one who opens, goes or closes at a time
  std::thread player_;
  std::atomic<bool> left_ = false;

  std::mutex mutex_;  ///< guards what follows
  std::condition_variable changed_;
  const Scenario* scenario_ = nullptr;
  std::size_t target_ = 0;
  bool settled_ = false;  ///< it stands, and waits
  BilingualText broken_;  ///< why it can go no further
  Place place_;
};

}  // namespace karimen::harness::cli
