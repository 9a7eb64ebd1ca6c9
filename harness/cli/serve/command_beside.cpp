#include "harness/cli/serve/command_beside.hpp"

#include <signal.h>
#include <sys/wait.h>

#include <chrono>
#include <system_error>
#include <thread>

#include "base/process/last_will.hpp"
#include "base/process/spawn.hpp"
#include "harness/cli/frame/command.hpp"

namespace karimen::harness::cli {
namespace {

constexpr std::chrono::milliseconds between_looks{20};

pid_t started(const Launch& launch) try {
  return spawn(launch, nullptr);
} catch (const std::system_error& error) {
  throw bad_command_line("'" + launch.command.front() + "' cannot be started: " + error.code().message(),
                         "what stands after -- is the command of a test suite");
}

}  // namespace

int run_beside(const std::vector<std::string>& command, const std::map<std::string, std::string>& environment,
               const std::atomic<bool>& interrupted) {
  LastWill will;
  const auto pid = started({.command = command, .folder = "", .environment = environment});
  will.begun_companion(pid);
  int status = 0;
  for (bool asked = false; ::waitpid(pid, &status, WNOHANG) == 0;) {
    if (interrupted && !asked) ::kill(pid, SIGTERM);
    asked = interrupted;
    std::this_thread::sleep_for(between_looks);
  }
  will.ended_companion(pid);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace karimen::harness::cli
