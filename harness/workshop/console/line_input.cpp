#include "harness/workshop/console/line_input.hpp"

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <thread>

namespace karimen::harness::workshop {
namespace {

constexpr int look_milliseconds = 100;  // how soon a stop is noticed

bool is_named_pipe(int descriptor) {
  struct stat info {};
  return fstat(descriptor, &info) == 0 && S_ISFIFO(info.st_mode);
}

void pause() {
  std::this_thread::sleep_for(std::chrono::milliseconds(look_milliseconds));
}

}  // namespace

LineInput::LineInput(int descriptor, const std::atomic<bool>& stop)
    : descriptor_(descriptor),
      stop_(stop),
      screen_(isatty(descriptor) == 1),
      named_pipe_(is_named_pipe(descriptor)) {}

bool LineInput::wait_for_input() {
  // Reading a terminal from the background would stop the whole process.
  if (screen_ && tcgetpgrp(descriptor_) != getpgrp()) {
    pause();
    return false;
  }
  pollfd watched{.fd = descriptor_, .events = POLLIN, .revents = 0};
  return poll(&watched, 1, look_milliseconds) > 0;
}

LineInput::Arrival LineInput::fill() {
  char bytes[4096];
  const auto count = ::read(descriptor_, bytes, sizeof bytes);
  if (count <= 0) return Arrival::end;
  buffer_.append(bytes, static_cast<std::size_t>(count));
  return Arrival::something;
}

std::optional<std::string> LineInput::next() {
  while (!stop_) {
    if (const auto end = buffer_.find('\n'); end != std::string::npos) {
      auto line = buffer_.substr(0, end);
      buffer_.erase(0, end + 1);
      if (line.ends_with('\r')) line.pop_back();
      return line;
    }
    if (ended_) {
      pause();
      idle_();
      continue;
    }
    if (!wait_for_input()) {
      idle_();
      continue;
    }
    if (fill() == Arrival::something) continue;
    if (!buffer_.empty()) {
      buffer_ += '\n';  // the last line of a file has no end
    } else if (screen_) {
      return std::nullopt;
    } else if (named_pipe_) {
      pause();
      idle_();
    } else {
      ended_ = true;
    }
  }
  return std::nullopt;
}

}  // namespace karimen::harness::workshop
