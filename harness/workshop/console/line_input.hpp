// Lines of a descriptor, as they come, until somebody says stop.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>

namespace karimen::harness::workshop {

/// Reads a terminal, a pipe, a named pipe or a file. At the end of a terminal's input there are no more
/// lines; at the end of anything else it waits for `stop`, and at a named pipe for the next writer. A
/// terminal is read only while this process is in its foreground.
class LineInput {
 public:
  LineInput(int descriptor, const std::atomic<bool>& stop);
  /// `idle` is called about ten times a second while there is nothing to read.
  void while_idle(std::function<void()> idle) { idle_ = std::move(idle); }
  /// Without its line end. nullopt: stopped, or the end of a terminal's input.
  [[nodiscard]] std::optional<std::string> next();

 private:
  enum class Arrival { something, nothing, end };
  Arrival fill();
  bool wait_for_input();

  int descriptor_;
  const std::atomic<bool>& stop_;
  bool screen_, named_pipe_;
  bool ended_ = false;
  std::function<void()> idle_ = [] {};
  std::string buffer_;
};

}  // namespace karimen::harness::workshop
