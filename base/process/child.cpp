#include "base/process/child.hpp"

#include <signal.h>
#include <sys/wait.h>

#include <algorithm>
#include <mutex>
#include <set>
#include <thread>

#include "base/process/last_will.hpp"

namespace karimen {
namespace {

/// The sessions of those that nobody has waited for yet.
struct Living {
  std::mutex mutex;
  std::set<pid_t> pids;
  LastWill will;
};
Living& living() {
  static Living sessions;
  return sessions;
}
void note_living(pid_t pid) {
  const std::lock_guard lock(living().mutex);
  living().pids.insert(pid);
  living().will.begun(pid);
}
// Under one lock with the wait: the number of one that was waited for may be somebody else's at once.
bool is_over(pid_t pid, int& status) {
  const std::lock_guard lock(living().mutex);
  if (::waitpid(pid, &status, WNOHANG) != pid) return false;
  living().pids.erase(pid);
  living().will.ended(pid);
  return true;
}
void forget_living(pid_t pid) {
  const std::lock_guard lock(living().mutex);
  living().pids.erase(pid);
  living().will.ended(pid);
}

}  // namespace

void kill_children() {
  const std::lock_guard lock(living().mutex);
  for (const auto pid : living().pids) ::kill(-pid, SIGKILL);
}

Child::Child(const Launch& launch) {
  auto its_in = open_pipe(), its_out = open_pipe(), its_err = open_pipe();
  const StandardStreams its_own{its_in.read.number(), its_out.write.number(), its_err.write.number()};
  pid_ = spawn(launch, &its_own);
  note_living(pid_);
  in = std::move(its_in.write);
  out = std::move(its_out.read);
  err = std::move(its_err.read);
  for (const auto* each : {&in, &out, &err}) make_nonblocking(*each);
}

bool Child::ended_by(Deadline deadline) {
  using std::chrono::milliseconds;
  if (pid_ < 0) return true;
  for (auto nap = milliseconds{1};; nap = std::min(nap * 2, milliseconds{20})) {
    if (is_over(pid_, status_)) {
      ::kill(-pid_, SIGKILL);  // whatever it has started
      pid_ = -1;
      return true;
    }
    if (Clock::now() >= deadline) return false;
    std::this_thread::sleep_for(nap);
  }
}

void Child::kill() {
  if (pid_ < 0) return;
  ::kill(-pid_, SIGKILL);
  forget_living(pid_);
  ::waitpid(pid_, &status_, 0);
  pid_ = -1;
}

std::string ending_words(int status) {
  if (WIFSIGNALED(status)) return std::string("it was ended by signal ") + std::to_string(WTERMSIG(status));
  return "it exited with " + std::to_string(WEXITSTATUS(status));
}

}  // namespace karimen
