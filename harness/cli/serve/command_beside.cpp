#include "harness/cli/serve/command_beside.hpp"

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <thread>

#include "harness/cli/frame/command.hpp"

namespace karimen::harness::cli {
namespace {

constexpr std::chrono::milliseconds between_looks{20};

// Ours, and what is added; what is added counts.
std::vector<std::string> environment_with(const std::map<std::string, std::string>& added) {
  std::vector<std::string> all;
  for (char** each = environ; *each != nullptr; ++each)
    if (const std::string line = *each; !added.contains(line.substr(0, line.find('=')))) all.push_back(line);
  for (const auto& [name, value] : added) all.push_back(name + '=' + value);
  return all;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (auto& each : texts) pointers.push_back(each.data());
  pointers.push_back(nullptr);
  return pointers;
}

// With the signals that we keep for ourselves let through, and SIGPIPE as shells leave it.
pid_t started(std::vector<std::string> command, std::vector<std::string> environment) {
  posix_spawnattr_t attributes;
  ::posix_spawnattr_init(&attributes);
  sigset_t none, usual;
  sigemptyset(&none);
  sigemptyset(&usual);
  sigaddset(&usual, SIGPIPE);
  ::posix_spawnattr_setsigmask(&attributes, &none);
  ::posix_spawnattr_setsigdefault(&attributes, &usual);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  pid_t pid = 0;
  const auto arguments = pointers_to(command), variables = pointers_to(environment);
  const int error =
      ::posix_spawnp(&pid, arguments.front(), nullptr, &attributes, arguments.data(), variables.data());
  ::posix_spawnattr_destroy(&attributes);
  if (error != 0)
    throw bad_command_line("'" + command.front() + "' cannot be started: " + std::strerror(error),
                           "what stands after -- is the command of a test suite");
  return pid;
}

}  // namespace

int run_beside(const std::vector<std::string>& command, const std::map<std::string, std::string>& environment,
               const std::atomic<bool>& interrupted) {
  const auto pid = started(command, environment_with(environment));
  int status = 0;
  for (bool asked = false; ::waitpid(pid, &status, WNOHANG) == 0;) {
    if (interrupted && !asked) ::kill(pid, SIGTERM);
    asked = interrupted;
    std::this_thread::sleep_for(between_looks);
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace karimen::harness::cli
