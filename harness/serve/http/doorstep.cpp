#include "harness/serve/http/doorstep.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>

#include "base/diagnostic.hpp"

namespace karimen::harness::serve {
namespace {

constexpr int backlog = 128;

[[noreturn]] void cannot_listen(const std::string& where, std::string fix) {
  throw DiagnosticError(Diagnostic{.where = {},
                                   .what = "cannot listen on " + where + ": " + std::strerror(errno),
                                   .fix = std::move(fix),
                                   .exit_code = ExitCode::environment});
}

[[noreturn]] void no_address(const std::string& where) {
  throw DiagnosticError(Diagnostic{.where = {},
                                   .what = "--listen takes unix:PATH or 127.0.0.1:PORT, not '" + where + "'",
                                   .fix = "other machines are not served: an SSH tunnel reaches this one",
                                   .exit_code = ExitCode::bad_command_line});
}

template <typename Address>
const sockaddr* generic(const Address& address) {
  return reinterpret_cast<const sockaddr*>(&address);
}

bool somebody_listens(const sockaddr_un& address) {
  const int probe = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const bool connected = ::connect(probe, generic(address), sizeof address) == 0;
  ::close(probe);
  return connected;
}

}  // namespace

Doorstep::Doorstep(const std::string& where) : address_(where) {
  constexpr std::string_view unix_scheme = "unix:", loopback = "127.0.0.1:";
  if (where.starts_with(unix_scheme))
    listen_unix(where.substr(unix_scheme.size()));
  else if (where.starts_with(loopback))
    listen_tcp(where.substr(loopback.size()));
  else
    no_address(where);
}

Doorstep::~Doorstep() {
  if (!path_.empty()) ::unlink(path_.c_str());
}

void Doorstep::listen_unix(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof address.sun_path) no_address(address_);
  std::ranges::copy(path, address.sun_path);
  if (std::filesystem::is_socket(path)) {
    if (somebody_listens(address)) {
      errno = EADDRINUSE;
      cannot_listen(address_, "another karimen serve has it: take another path");
    }
    ::unlink(path.c_str());
  }
  socket_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const auto before = ::umask(0177);  // of this user alone, from its first moment on
  const bool bound = ::bind(socket_, generic(address), sizeof address) == 0;
  ::umask(before);
  if (bound) path_ = path;
  if (!bound || ::listen(socket_, backlog) != 0) cannot_listen(address_, "take a path in a folder of yours");
}

void Doorstep::listen_tcp(const std::string& digits) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (error != std::errc{} || end != digits.data() + digits.size()) no_address(address_);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  ::setsockopt(socket_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  socklen_t size = sizeof address;
  if (::bind(socket_, generic(address), sizeof address) != 0 || ::listen(socket_, backlog) != 0)
    cannot_listen(address_, "127.0.0.1:0 takes a port that is free");
  ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
  address_ = "127.0.0.1:" + std::to_string(port_);
}

}  // namespace karimen::harness::serve
