// A program that runs beside ours, with pipes for its standard streams and in a session of its own: it has no
// terminal to ask at, and whatever it starts ends with it.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>

#include "base/process/descriptor.hpp"
#include "base/process/spawn.hpp"

namespace karimen {

using Clock = std::chrono::steady_clock;
using Deadline = Clock::time_point;

class Child {
 public:
  /// Throws std::system_error: it cannot be started.
  explicit Child(const Launch& launch);
  /// Kills what still runs.
  ~Child() { kill(); }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// Our ends of its standard input, output and error; none of them blocks.
  Descriptor in, out, err;

  /// Whether it has ended by then; then nothing that it started runs any more.
  [[nodiscard]] bool ended_by(Deadline deadline);
  void kill();
  [[nodiscard]] pid_t pid() const { return pid_; }
  /// As waitpid tells it, once it has ended.
  [[nodiscard]] int status() const { return status_; }

 private:
  pid_t pid_ = -1;
  int status_ = 0;
};

/// Kills every one that nobody has waited for: this process is about to end without its destructors. Any
/// thread may.
void kill_children();

/// How one ended: "it exited with 3".
[[nodiscard]] std::string ending_words(int status);

}  // namespace karimen
