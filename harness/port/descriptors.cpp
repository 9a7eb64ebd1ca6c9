#include "harness/port/descriptors.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace karimen::harness::port {
namespace {

constexpr std::size_t most_stray = 65536;  // bytes: who writes more has been heard

// Waits until `descriptor` is ready; what comes on `stray` meanwhile is kept.
void wait_for(const Descriptor& descriptor, short events, const Descriptor& stray, std::string& kept,
              Deadline deadline) {
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) throw TimeUp();
    std::array<pollfd, 2> polled{pollfd{descriptor.number(), events, 0}, pollfd{stray.number(), POLLIN, 0}};
    const int ready =
        ::poll(polled.data(), stray.open() ? 2 : 1, static_cast<int>(std::min<long>(left, 60000)));
    if (ready < 0 && errno != EINTR) throw ConnectionClosed("poll failed");
    if (ready <= 0) continue;
    if (stray.open() && (polled[1].revents & POLLIN) != 0) drain(stray, kept);
    if (polled[0].revents != 0) return;
    // Standard error was closed, and would be ready for ever.
    if (stray.open() && (polled[1].revents & POLLIN) == 0)
      return wait_for(descriptor, events, Descriptor(), kept, deadline);
  }
}

bool try_later() {
  return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

}  // namespace

void write_all(const Descriptor& to, std::string_view bytes, const Descriptor& stray, std::string& kept,
               Deadline deadline) {
  while (!bytes.empty()) {
    const auto written = ::write(to.number(), bytes.data(), bytes.size());
    if (written > 0)
      bytes.remove_prefix(static_cast<std::size_t>(written));
    else if (written < 0 && try_later())
      wait_for(to, POLLOUT, stray, kept, deadline);
    else
      throw ConnectionClosed("it reads no more");
  }
}

std::string read_some(const Descriptor& from, const Descriptor& stray, std::string& kept, Deadline deadline) {
  std::array<char, 16384> buffer;
  for (;;) {
    const auto count = ::read(from.number(), buffer.data(), buffer.size());
    if (count > 0) return {buffer.data(), static_cast<std::size_t>(count)};
    if (count == 0 || !try_later()) throw ConnectionClosed("it closed the connection");
    wait_for(from, POLLIN, stray, kept, deadline);
  }
}

void drain(const Descriptor& stray, std::string& kept) {
  std::array<char, 4096> buffer;
  for (;;) {
    const auto count = ::read(stray.number(), buffer.data(), buffer.size());
    if (count <= 0) return;
    const auto room = most_stray - std::min(most_stray, kept.size());
    kept.append(buffer.data(), std::min(room, static_cast<std::size_t>(count)));
  }
}

}  // namespace karimen::harness::port
