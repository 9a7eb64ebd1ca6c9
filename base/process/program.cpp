#include "base/process/program.hpp"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>

namespace karimen {
namespace {

constexpr int nap = 5;  // milliseconds: how late an end is noticed

bool is_over(ssize_t count) {
  return count == 0 || (count < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

// What is there; not without end, where somebody writes as fast as we read.
void hear(Descriptor& from, Heard& heard, std::size_t most) {
  std::array<char, 65536> buffer;
  for (int round = 0; round < 16 && from.open(); ++round) {
    const auto count = ::read(from.number(), buffer.data(), buffer.size());
    if (is_over(count)) from.close();
    if (count <= 0) return;
    const auto size = static_cast<std::size_t>(count);
    const auto room = std::min(most - heard.text.size(), size);
    heard.text.append(buffer.data(), room);
    heard.left_out += size - room;
  }
}

void feed(Descriptor& to, std::string_view& left) {
  if (!to.open()) return;
  if (!left.empty()) {
    const auto count = ::write(to.number(), left.data(), left.size());
    if (count > 0) left.remove_prefix(static_cast<std::size_t>(count));
    if (count < 0 && is_over(count)) left = {};  // it reads no more
  }
  if (left.empty()) to.close();
}

void wait_a_little(const Child& child) {
  std::array<pollfd, 3> polled{pollfd{child.out.number(), POLLIN, 0}, pollfd{child.err.number(), POLLIN, 0},
                               pollfd{child.in.number(), POLLOUT, 0}};  // a negative one is passed over
  (void)::poll(polled.data(), polled.size(), nap);
}

}  // namespace

ProgramEnd run_program(const Program& program, const std::atomic<bool>& stop) {
  using Kind = ProgramEnd::Kind;
  const auto deadline = Clock::now() + program.limit;
  Child child(program.launch);
  ProgramEnd end;
  std::string_view left = program.input;
  for (;;) {
    const bool over = child.ended_by(Clock::now());
    feed(child.in, left);
    hear(child.out, end.output, program.most_kept);
    hear(child.err, end.error, program.most_kept);
    if (over) break;
    if (stop || Clock::now() >= deadline) {
      child.kill();
      end.kind = stop ? Kind::stopped : Kind::out_of_time;
      return end;
    }
    wait_a_little(child);
  }
  const auto status = child.status();
  end.kind = WIFSIGNALED(status) ? Kind::killed_by_signal : Kind::exited;
  end.number = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
  return end;
}

}  // namespace karimen
