#include "sim/reader/service/launch.hpp"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "sim/reader/service/reader_conf.hpp"

extern char** environ;

namespace karimen::sim::reader {
namespace {

constexpr const char* run_directory = "/run/pcscd";

[[noreturn]] void fail(const std::string& what, const std::string& fix = "") {
  throw DiagnosticError(
      {.what = what + ": " + std::strerror(errno), .fix = fix, .exit_code = ExitCode::environment});
}

int listen_on(const std::filesystem::path& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.string().size() >= sizeof address.sun_path) {
    errno = ENAMETOOLONG;
    fail(path.string(), "set TMPDIR to a shorter path");
  }
  std::strcpy(address.sun_path, path.c_str());
  ::unlink(path.c_str());
  const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket < 0 || ::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      ::listen(socket, 128) != 0) {
    fail("cannot listen on " + path.string());
  }
  return socket;
}

/// Everything the child needs, made before fork: after it only system calls are safe.
struct Preparation {
  int socket = -1;
  int log = -1;
  bool drop = false;
  uid_t uid = 0;
  gid_t gid = 0;
  std::string listen_pid = "LISTEN_PID=          ";  ///< the digits are written by the child
  std::string uid_map, gid_map;                      ///< of a user namespace in which we stay who we are
  std::vector<char*> arguments, environment;
};

void write_digits(char* end, long value) {
  for (; value > 0; value /= 10) *--end = static_cast<char>('0' + value % 10);
}

void put(const char* path, const std::string& text) {
  const int file = ::open(path, O_WRONLY);
  [[maybe_unused]] const ssize_t written = ::write(file, text.data(), text.size());
  ::close(file);
}

// pcscd makes its directory under /run before all else, and ends where it cannot. Who may not make it gets a
// /run of his own, if the kernel allows it; if not, pcscd says so in its log.
void provide_run_directory(const Preparation& preparation) {
  if (::mkdir(run_directory, 0755) == 0 || errno == EEXIST) return;
  if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return;
  put("/proc/self/uid_map", preparation.uid_map);
  put("/proc/self/setgroups", "deny");
  put("/proc/self/gid_map", preparation.gid_map);
  if (::mount("none", "/run", "tmpfs", 0, nullptr) == 0) ::mkdir(run_directory, 0755);
}

[[noreturn]] void become_pcscd(const char* program, Preparation& preparation) {
  ::setsid();
  const long pid = ::getpid();
  int digits = 0;
  for (long rest = pid; rest > 0; rest /= 10) ++digits;
  char* const start = preparation.listen_pid.data() + std::strlen("LISTEN_PID=");
  start[digits] = '\0';
  write_digits(start + digits, pid);
  const int null = ::open("/dev/null", O_RDONLY);
  ::dup2(null, STDIN_FILENO);
  ::dup2(preparation.log, STDOUT_FILENO);
  ::dup2(preparation.log, STDERR_FILENO);
  if (preparation.socket == 3) {
    ::fcntl(3, F_SETFD, 0);
  } else {
    ::dup2(preparation.socket, 3);
  }
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  provide_run_directory(preparation);
  const bool dropped = !preparation.drop || (::setgroups(0, nullptr) == 0 && ::setgid(preparation.gid) == 0 &&
                                             ::setuid(preparation.uid) == 0);
  if (dropped) ::execve(program, preparation.arguments.data(), preparation.environment.data());
  ::_exit(127);
}

}  // namespace

pid_t launch_pcscd(const std::filesystem::path& directory) {
  const auto program = find_pcscd();
  if (!program) {
    throw DiagnosticError({.what = "pcscd is not installed",
                           .fix = "apt-get install pcscd",
                           .exit_code = ExitCode::environment});
  }
  Preparation preparation;
  if (::geteuid() == 0) {
    const passwd* nobody = ::getpwnam("nobody");
    preparation.drop = nobody != nullptr;
    if (nobody != nullptr) preparation.uid = nobody->pw_uid, preparation.gid = nobody->pw_gid;
  }
  const std::string uid = std::to_string(::geteuid()), gid = std::to_string(::getegid());
  preparation.uid_map = uid + ' ' + uid + " 1";
  preparation.gid_map = gid + ' ' + gid + " 1";
  preparation.socket = listen_on(directory / "s");
  preparation.log = ::open((directory / "log").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  std::string name = program->string(), foreground = "-f", option = "-c",
              conf = (directory / "conf").string();
  preparation.arguments = {name.data(), foreground.data(), option.data(), conf.data(), nullptr};
  std::string listen_fds = "LISTEN_FDS=1";
  for (char** variable = environ; *variable != nullptr; ++variable) {
    if (std::strncmp(*variable, "LISTEN_", 7) != 0) preparation.environment.push_back(*variable);
  }
  for (char* variable : {listen_fds.data(), preparation.listen_pid.data(), static_cast<char*>(nullptr)}) {
    preparation.environment.push_back(variable);
  }
  const pid_t pid = ::fork();
  if (pid == 0) become_pcscd(name.c_str(), preparation);
  ::close(preparation.socket);
  ::close(preparation.log);
  if (pid < 0) fail("cannot start pcscd");
  std::ofstream(directory / "pid") << pid << '\n';
  return pid;
}

Keeper launch_keeper(const std::filesystem::path& directory) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) fail("cannot make a pipe");
  std::string shell = "sh", command = "-c", name = "karimen-keeper", place = directory.string(),
              script = "trap '' INT HUP TERM; read x; read p <\"$1/pid\" && kill $p; rm -rf -- \"$1\"";
  char* arguments[] = {shell.data(), command.data(), script.data(), name.data(), place.data(), nullptr};
  const pid_t pid = ::fork();
  if (pid == 0) {
    ::setsid();
    ::dup2(ends[0], STDIN_FILENO);
    const int null = ::open("/dev/null", O_WRONLY);
    ::dup2(null, STDOUT_FILENO);
    ::dup2(null, STDERR_FILENO);
    ::execv("/bin/sh", arguments);
    ::_exit(127);
  }
  ::close(ends[0]);
  if (pid < 0) fail("cannot start a shell");
  return {pid, ends[1]};
}

void dismiss(Keeper& keeper) {
  if (keeper.pid > 0) {
    ::kill(keeper.pid, SIGKILL);
    ::waitpid(keeper.pid, nullptr, 0);
  }
  ::close(keeper.lifeline);
  keeper = {};
}

void end_process(pid_t pid) {
  if (pid <= 0 || ::kill(pid, SIGTERM) != 0) return;
  const timespec pause{0, 5'000'000};
  for (int turn = 0; turn < 400; ++turn) {
    if (::waitpid(pid, nullptr, WNOHANG) == pid || ::kill(pid, 0) != 0) return;
    ::nanosleep(&pause, nullptr);
  }
  ::kill(pid, SIGKILL);
  ::waitpid(pid, nullptr, 0);
}

}  // namespace karimen::sim::reader
