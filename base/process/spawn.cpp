#include "base/process/spawn.hpp"

#include <signal.h>
#include <spawn.h>
#include <unistd.h>

#include <algorithm>
#include <system_error>

extern char** environ;

namespace karimen {
namespace {

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (auto& each : texts) pointers.push_back(each.data());
  pointers.push_back(nullptr);
  return pointers;
}

std::vector<std::string> environment_of(const Launch& launch) {
  const auto& more = launch.environment;
  std::vector<std::string> environment;
  for (char** each = environ; *each != nullptr; ++each) {
    const std::string text = *each;
    const auto name = text.substr(0, text.find('='));
    if (!more.contains(name) && std::ranges::find(launch.without, name) == launch.without.end())
      environment.push_back(text);
  }
  for (const auto& [name, value] : more) environment.push_back(name + '=' + value);
  return environment;
}

}  // namespace

pid_t spawn(const Launch& launch, const StandardStreams* streams) {
  auto words = launch.command;
  auto environment = environment_of(launch);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  if (streams != nullptr) {
    ::posix_spawn_file_actions_adddup2(&actions, streams->in, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, streams->out, STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, streams->err, STDERR_FILENO);
  }
  if (!launch.folder.empty()) ::posix_spawn_file_actions_addchdir_np(&actions, launch.folder.c_str());
  posix_spawnattr_t attributes;
  ::posix_spawnattr_init(&attributes);
  sigset_t defaults, none;
  ::sigemptyset(&none);
  ::sigemptyset(&defaults);
  for (const int ignored : {SIGPIPE, SIGXFSZ, SIGUSR1}) ::sigaddset(&defaults, ignored);
  ::posix_spawnattr_setsigdefault(&attributes, &defaults);
  ::posix_spawnattr_setsigmask(&attributes, &none);
  const int session = streams != nullptr ? POSIX_SPAWN_SETSID : 0;
  ::posix_spawnattr_setflags(&attributes,
                             static_cast<short>(session | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK));
  pid_t pid = -1;
  const int error = ::posix_spawnp(&pid, words.front().c_str(), &actions, &attributes,
                                   pointers_to(words).data(), pointers_to(environment).data());
  ::posix_spawnattr_destroy(&attributes);
  ::posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::system_error(error, std::generic_category());
  return pid;
}

}  // namespace karimen
