#include "harness/port/connection.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <charconv>
#include <cstring>
#include <thread>

#include "base/diagnostic.hpp"
#include "base/text.hpp"
#include "harness/port/descriptors.hpp"

extern char** environ;

namespace karimen::harness::port {
namespace {

using std::chrono::milliseconds;

DiagnosticError unreachable(const std::string& what, const std::string& fix) {
  return DiagnosticError(
      {.where = {}, .what = what, .fix = fix, .source_line = "", .exit_code = ExitCode::environment});
}

struct Pipe {
  Descriptor read, write;
};

Pipe open_pipe() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) throw unreachable(std::string("no pipe: ") + std::strerror(errno), "");
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (auto& each : texts) pointers.push_back(each.data());
  pointers.push_back(nullptr);
  return pointers;
}

std::vector<std::string> environment_with(const std::map<std::string, std::string>& more) {
  std::vector<std::string> all;
  for (char** each = environ; *each != nullptr; ++each) {
    const std::string text = *each;
    if (!more.contains(text.substr(0, text.find('=')))) all.push_back(text);
  }
  for (const auto& [name, value] : more) all.push_back(name + '=' + value);
  return all;
}

std::string words_of(int status) {
  if (WIFSIGNALED(status)) return std::string("it was ended by signal ") + std::to_string(WTERMSIG(status));
  return "it exited with " + std::to_string(WEXITSTATUS(status));
}

class Child final : public Connection {
 public:
  explicit Child(const Address& address) {
    auto in = open_pipe(), out = open_pipe(), err = open_pipe();
    pid_ = spawn(address, in.read, out.write, err.write);
    to_ = std::move(in.write);
    from_ = std::move(out.read);
    stray_ = std::move(err.read);
    for (const auto* each : {&to_, &from_, &stray_}) make_nonblocking(*each);
  }
  ~Child() override { kill(); }

  void write(std::string_view bytes, Deadline deadline) override {
    write_all(to_, bytes, stray_, kept_, deadline);
  }
  std::string read(Deadline deadline) override { return read_some(from_, stray_, kept_, deadline); }
  std::string stray() override {
    drain(stray_, kept_);
    return std::exchange(kept_, {});
  }
  std::string ending() override {
    constexpr milliseconds patience{500};
    return ended_by(Clock::now() + patience) ? words_of(status_) : "it closed its output and stays";
  }
  std::string finish(Deadline deadline) override {
    to_.close();
    if (!ended_by(deadline)) {
      kill();
      return "it ignores shutdown: it was killed";
    }
    return WIFEXITED(status_) && WEXITSTATUS(status_) == 0 ? "" : "after shutdown " + words_of(status_);
  }

 private:
  static pid_t spawn(const Address& address, const Descriptor& in, const Descriptor& out,
                     const Descriptor& err) {
    auto words = address.command;
    auto environment = environment_with(address.environment);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, in.number(), STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, out.number(), STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, err.number(), STDERR_FILENO);
    if (!address.folder.empty()) ::posix_spawn_file_actions_addchdir_np(&actions, address.folder.c_str());
    posix_spawnattr_t attributes;
    ::posix_spawnattr_init(&attributes);
    // A group of its own, so that its own children end with it; and signals as any program finds them.
    sigset_t defaults, none;
    ::sigemptyset(&none);
    ::sigemptyset(&defaults);
    ::sigaddset(&defaults, SIGPIPE);
    ::posix_spawnattr_setsigdefault(&attributes, &defaults);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setflags(&attributes,
                               POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    pid_t pid = -1;
    const int error = ::posix_spawnp(&pid, words.front().c_str(), &actions, &attributes,
                                     pointers_to(words).data(), pointers_to(environment).data());
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
    if (error != 0)
      throw unreachable(
          "the system under test cannot be started: " + address.text() + ": " + std::strerror(error),
          "look at --sut, or [sut] of karimen.toml");
    return pid;
  }

  // Whether it has ended by then.
  bool ended_by(Deadline deadline) {
    if (pid_ < 0) return true;
    for (auto nap = milliseconds{1};; nap = std::min(nap * 2, milliseconds{20})) {
      if (::waitpid(pid_, &status_, WNOHANG) == pid_) {
        ::kill(-pid_, SIGKILL);  // whatever it has started
        pid_ = -1;
        return true;
      }
      if (Clock::now() >= deadline) return false;
      std::this_thread::sleep_for(nap);
    }
  }
  void kill() {
    if (pid_ < 0) return;
    ::kill(-pid_, SIGKILL);
    ::waitpid(pid_, &status_, 0);
    pid_ = -1;
  }

  Descriptor to_, from_, stray_;
  std::string kept_;
  pid_t pid_ = -1;
  int status_ = 0;
};

class Socket final : public Connection {
 public:
  explicit Socket(Descriptor socket) : socket_(std::move(socket)) { make_nonblocking(socket_); }

  void write(std::string_view bytes, Deadline deadline) override {
    write_all(socket_, bytes, none_, kept_, deadline);
  }
  std::string read(Deadline deadline) override { return read_some(socket_, none_, kept_, deadline); }
  std::string stray() override { return ""; }
  std::string ending() override { return "it closed the connection"; }
  std::string finish(Deadline) override { return ""; }

 private:
  Descriptor socket_, none_;
  std::string kept_;
};

template <class Name>
std::unique_ptr<Connection> connected(int family, const Name& name, const Address& address) {
  Descriptor socket(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!socket.open() ||
      ::connect(socket.number(), reinterpret_cast<const sockaddr*>(&name), sizeof name) != 0)
    throw unreachable("nobody answers at " + address.text() + ": " + std::strerror(errno),
                      "start the system under test first");
  if (family == AF_INET) {
    const int on = 1;
    ::setsockopt(socket.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }
  return std::make_unique<Socket>(std::move(socket));
}

std::unique_ptr<Connection> connect_tcp(const Address& address) {
  sockaddr_in name{};
  name.sin_family = AF_INET;
  name.sin_port = htons(address.port);
  name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return connected(AF_INET, name, address);
}

std::unique_ptr<Connection> connect_unix(const Address& address) {
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  if (address.path.size() >= sizeof name.sun_path)
    throw unreachable("the path of a socket is too long: " + address.path, "at most 107 bytes");
  address.path.copy(name.sun_path, address.path.size());
  return connected(AF_UNIX, name, address);
}

DiagnosticError no_address(const std::string& text, const std::string& fix) {
  return DiagnosticError({.where = {},
                          .what = "no address of a system under test: '" + text + "'",
                          .fix = fix,
                          .source_line = "",
                          .exit_code = ExitCode::bad_command_line});
}

Address read_tcp(const std::string& text) {
  const auto colon = text.rfind(':');
  const auto host = text.substr(0, colon), digits = colon == std::string::npos ? "" : text.substr(colon + 1);
  Address address{.kind = Address::Kind::tcp};
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), address.port);
  const bool whole = error == std::errc{} && end == digits.data() + digits.size() && address.port > 0;
  if (!whole || (host != "127.0.0.1" && host != "localhost"))
    throw no_address("tcp:" + text, "write tcp:127.0.0.1:PORT: only this machine is spoken to");
  return address;
}

}  // namespace

std::string Address::text() const {
  if (kind == Kind::tcp) return "tcp:127.0.0.1:" + std::to_string(port);
  if (kind == Kind::unix_socket) return "unix:" + path;
  if (kind == Kind::manual) return "manual";
  if (command.size() == 3 && command[0] == "/bin/sh") return command[2];
  return joined(command, " ");
}

Address read_address(const std::string& text) {
  if (text.starts_with("tcp:")) return read_tcp(text.substr(4));
  if (text.starts_with("unix:") && text.size() > 5)
    return {.kind = Address::Kind::unix_socket, .path = text.substr(5)};
  if (text.empty() || text == "unix:")
    throw no_address(text, "write a command, tcp:127.0.0.1:PORT or unix:PATH");
  return {.command = {"/bin/sh", "-c", text}};
}

std::unique_ptr<Connection> open_connection(const Address& address) {
  if (address.kind == Address::Kind::tcp) return connect_tcp(address);
  if (address.kind == Address::Kind::unix_socket) return connect_unix(address);
  return std::make_unique<Child>(address);
}

}  // namespace karimen::harness::port
