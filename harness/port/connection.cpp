#include "harness/port/connection.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <charconv>
#include <cstring>
#include <system_error>

#include "base/diagnostic.hpp"
#include "base/text.hpp"
#include "harness/port/descriptors.hpp"

namespace karimen::harness::port {
namespace {

using std::chrono::milliseconds;

DiagnosticError unreachable(const std::string& what, const std::string& fix) {
  return DiagnosticError(
      {.where = {}, .what = what, .fix = fix, .source_line = "", .exit_code = ExitCode::environment});
}

class Process final : public Connection {
 public:
  explicit Process(const Address& address) : child_(started(address)) {}

  void write(std::string_view bytes, Deadline deadline) override {
    write_all(child_.in, bytes, child_.err, kept_, deadline);
  }
  std::string read(Deadline deadline) override { return read_some(child_.out, child_.err, kept_, deadline); }
  std::string stray() override {
    drain(child_.err, kept_);
    return std::exchange(kept_, {});
  }
  std::string ending() override {
    constexpr milliseconds patience{500};
    return child_.ended_by(Clock::now() + patience) ? ending_words(child_.status())
                                                    : "it closed its output and stays";
  }
  std::string finish(Deadline deadline) override {
    child_.in.close();
    if (!child_.ended_by(deadline)) {
      child_.kill();
      return "it ignores shutdown: it was killed";
    }
    return child_.status() == 0 ? "" : "after shutdown " + ending_words(child_.status());
  }

 private:
  static Child started(const Address& address) try {
    return Child({address.command, address.folder, address.environment});
  } catch (const std::system_error& error) {
    throw unreachable(
        "the system under test cannot be started: " + address.text() + ": " + error.code().message(),
        "look at --sut, or [sut] of karimen.toml");
  }

  Child child_;
  std::string kept_;
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
  return std::make_unique<Process>(address);
}

}  // namespace karimen::harness::port
