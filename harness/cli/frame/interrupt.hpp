// Ctrl-C, a polite kill or a terminal that hangs up as a flag: the first one lets a run end in good order,
// the second ends the process.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>

#include "base/process/descriptor.hpp"

namespace karimen::harness::cli {

/// Blocks SIGINT, SIGTERM and SIGHUP (unless it is ignored: nohup) in this thread and those it starts, and
/// watches for them. Make it after child processes are started: they would inherit the blocking.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  [[nodiscard]] const std::atomic<bool>& flag() const { return flag_; }
  /// Can be read, by poll, from the first signal on.
  [[nodiscard]] int descriptor() const { return told_.read.number(); }
  /// What SIGUSR1 asks for, on the watcher's thread; nothing: it is passed over. Waits for one that is being
  /// answered.
  void when_asked(std::function<void()> answer);
  /// Until the first signal.
  void wait() const { flag_.wait(false); }

 private:
  void watch();

  std::atomic<bool> flag_ = false;
  Pipe told_ = open_pipe();
  std::mutex mutex_;
  std::function<void()> answer_;
  std::thread watcher_;
};

}  // namespace karimen::harness::cli
