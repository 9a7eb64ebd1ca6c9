// Connections have until then: who drips a request byte by byte, or sends half of one, is cut off.
#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace karimen::harness::serve {

/// Looks once a second. All members may be called from any thread.
class Deadlines {
 public:
  using Seconds = std::chrono::seconds;

  Deadlines() : watcher_([this] { watch(); }) {}
  ~Deadlines();
  Deadlines(const Deadlines&) = delete;
  Deadlines& operator=(const Deadlines&) = delete;

  /// The connection is shut down in `limit`, unless it is told otherwise before.
  void set(const void* connection, int socket, Seconds limit);
  /// Where more than `most` are there, those with the nearest deadlines are shut down at once: who holds
  /// connections without asking for anything keeps nobody out.
  void make_room(std::size_t most);
  /// It is being served, however long that takes.
  void lift(const void* connection);
  /// It is gone; its socket is still open when this is called.
  void forget(const void* connection);

 private:
  using Clock = std::chrono::steady_clock;
  struct Deadline {
    int socket = -1;
    Clock::time_point at;
    bool shut = false;
  };
  static void shut(Deadline& deadline);
  void watch();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<const void*, Deadline> deadlines_;
  bool over_ = false;
  std::thread watcher_;
};

}  // namespace karimen::harness::serve
