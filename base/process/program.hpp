// A program run to its end: what it is given, what it said, how it ended.
#pragma once

#include <atomic>
#include <cstddef>

#include "base/process/child.hpp"

namespace karimen {

struct Program {
  Launch launch;
  std::string input;                ///< on its standard input, which then ends; SIGPIPE must be ignored
  std::chrono::milliseconds limit;  ///< who runs longer is killed
  std::size_t most_kept = 65536;    ///< bytes of each stream
};

/// What came on one stream.
struct Heard {
  std::string text;          ///< the first bytes
  std::size_t left_out = 0;  ///< bytes after these
};

struct ProgramEnd {
  enum class Kind { exited, killed_by_signal, out_of_time, stopped };
  Kind kind = Kind::exited;
  int number = 0;  ///< the exit code, or the signal
  Heard output, error;
};

/// Runs it until it ends, its time is over or `stop` is true. Children of its own that stay in its session
/// end with it; whoever else holds its output is not waited for. Throws std::system_error: it cannot be
/// started.
[[nodiscard]] ProgramEnd run_program(const Program& program, const std::atomic<bool>& stop);

}  // namespace karimen
