#include "harness/serve/http/deadlines.hpp"

#include <sys/socket.h>

namespace karimen::harness::serve {

Deadlines::~Deadlines() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
  }
  changed_.notify_all();
  watcher_.join();
}

void Deadlines::set(const void* connection, int socket, Seconds limit) {
  const std::lock_guard lock(mutex_);
  deadlines_[connection] = {socket, Clock::now() + limit};
}

void Deadlines::lift(const void* connection) {
  const std::lock_guard lock(mutex_);
  if (const auto found = deadlines_.find(connection); found != deadlines_.end())
    found->second.at = Clock::time_point::max();
}

void Deadlines::forget(const void* connection) {
  const std::lock_guard lock(mutex_);
  deadlines_.erase(connection);
}

// Shut down and not closed: the number is the connection's until its own thread gives it back, and `forget`
// waits for us before that.
void Deadlines::watch() {
  std::unique_lock lock(mutex_);
  while (!over_) {
    changed_.wait_for(lock, Seconds(1), [this] { return over_; });
    const auto now = Clock::now();
    for (const auto& [connection, deadline] : deadlines_)
      if (deadline.at <= now) ::shutdown(deadline.socket, SHUT_RDWR);
  }
}

}  // namespace karimen::harness::serve
