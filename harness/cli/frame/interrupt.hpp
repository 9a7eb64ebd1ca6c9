// Ctrl-C, a polite kill or a terminal that hangs up as a flag: the first one lets a run end in good order,
// the second ends the process.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>

#include "base/process/descriptor.hpp"

namespace karimen::harness::cli {

/// Nothing ends of SIGUSR1, by which somebody asks what is being done: without an Interrupt that answers, it
/// is passed over. To be called first of all.
void survive_questions();

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
  /// Until the first signal.
  void wait() const { flag_.wait(false); }

 private:
  friend class Answering;
  void when_asked(std::function<void()> answer);
  void watch();

  std::atomic<bool> flag_ = false, over_ = false;
  Pipe told_ = open_pipe();
  std::mutex mutex_;
  std::function<void()> answer_;
  std::thread watcher_;
};

/// Answers SIGUSR1 as long as it lives, on the watcher's thread; its end waits for an answer that is being
/// given.
class Answering {
 public:
  Answering(Interrupt& interrupt, std::function<void()> answer) : interrupt_(interrupt) {
    interrupt_.when_asked(std::move(answer));
  }
  ~Answering() { interrupt_.when_asked({}); }
  Answering(const Answering&) = delete;
  Answering& operator=(const Answering&) = delete;

 private:
  Interrupt& interrupt_;
};

}  // namespace karimen::harness::cli
