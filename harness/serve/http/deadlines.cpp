#include "harness/serve/http/deadlines.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <vector>

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

void Deadlines::make_room(std::size_t most) {
  const std::lock_guard lock(mutex_);
  std::vector<Deadline*> open;
  for (auto& [connection, deadline] : deadlines_)
    if (!deadline.shut) open.push_back(&deadline);
  if (open.size() <= most) return;
  std::ranges::sort(open, {}, &Deadline::at);
  for (std::size_t i = 0; i < open.size() - most && open[i]->at != Clock::time_point::max(); ++i)
    shut(*open[i]);
}

// Shut down and not closed: the number is the connection's until its own thread gives it back, and `forget`
// waits for us before that.
void Deadlines::shut(Deadline& deadline) {
  ::shutdown(deadline.socket, SHUT_RDWR);
  deadline.shut = true;
}

void Deadlines::watch() {
  std::unique_lock lock(mutex_);
  while (!over_) {
    changed_.wait_for(lock, Seconds(1), [this] { return over_; });
    const auto now = Clock::now();
    for (auto& [connection, deadline] : deadlines_)
      if (deadline.at <= now && !deadline.shut) shut(deadline);
  }
}

}  // namespace karimen::harness::serve
