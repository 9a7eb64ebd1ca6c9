#include "harness/cli/frame/interrupt.hpp"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include "base/process/child.hpp"

namespace karimen::harness::cli {
namespace {

bool is_ignored(int signal) {
  struct sigaction action {};
  return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

// SIGUSR2 is how the destructor wakes the watcher; somebody else's changes nothing.
sigset_t watched() {
  sigset_t set;
  sigemptyset(&set);
  for (const int each : {SIGINT, SIGTERM, SIGUSR1, SIGUSR2}) sigaddset(&set, each);
  if (!is_ignored(SIGHUP)) sigaddset(&set, SIGHUP);
  return set;
}

}  // namespace

void survive_questions() {
  ::signal(SIGUSR1, SIG_IGN);
}

Interrupt::Interrupt() {
  const auto set = watched();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  watcher_ = std::thread([this] { watch(); });
}

Interrupt::~Interrupt() {
  over_ = true;
  pthread_kill(watcher_.native_handle(), SIGUSR2);
  watcher_.join();
  const auto set = watched();
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

void Interrupt::when_asked(std::function<void()> answer) {
  const std::lock_guard lock(mutex_);
  answer_ = std::move(answer);
}

void Interrupt::watch() {
  const auto set = watched();
  for (int received = 0; sigwait(&set, &received) == 0 && !over_;) {
    if (received == SIGUSR2) continue;
    if (received == SIGUSR1) {
      const std::lock_guard lock(mutex_);
      if (answer_) answer_();
      continue;
    }
    if (flag_) {
      kill_children();
      _exit(130);
    }
    flag_ = true;
    flag_.notify_all();
    told_.write.close();
  }
}

}  // namespace karimen::harness::cli
