// The way to a system of somebody else's: a child process or a socket.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/process/child.hpp"

namespace karimen::harness::port {

/// Where a system is, and how it is started.
struct Address {
  enum class Kind { command, tcp, unix_socket, manual };
  Kind kind = Kind::command;
  std::vector<std::string> command;                ///< program and arguments
  std::string folder;                              ///< that it is started in; "": this one
  std::map<std::string, std::string> environment;  ///< beside ours
  std::uint16_t port = 0;                          ///< tcp, on 127.0.0.1
  std::string path;                                ///< unix_socket; manual: the file of answers

  /// As people write it: the command, tcp:127.0.0.1:7700, unix:/run/x.sock.
  [[nodiscard]] std::string text() const;
};

/// "CMD", "tcp:127.0.0.1:PORT" or "unix:PATH"; a command goes to /bin/sh. Throws DiagnosticError (bad command
/// line).
[[nodiscard]] Address read_address(const std::string& text);

/// The other side has closed, or was never there.
class ConnectionClosed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};
/// The deadline has passed.
class TimeUp : public std::runtime_error {
 public:
  TimeUp() : std::runtime_error("time is up") {}
};

class Connection {
 public:
  virtual ~Connection() = default;
  /// All of it. Throws ConnectionClosed, TimeUp.
  virtual void write(std::string_view bytes, Deadline deadline) = 0;
  /// What has come, at least a byte. Throws ConnectionClosed, TimeUp.
  virtual std::string read(Deadline deadline) = 0;
  /// What came on standard error since the last time; "" for a socket.
  virtual std::string stray() = 0;
  /// How it ended, in words: "it exited with 3"; waits a moment for a process that is about to.
  virtual std::string ending() = 0;
  /// After `shutdown`: waits for the end. What is wrong with it, or "". A process that stays is killed.
  virtual std::string finish(Deadline deadline) = 0;
};

/// Throws DiagnosticError (environment): it cannot be started, nobody listens.
[[nodiscard]] std::unique_ptr<Connection> open_connection(const Address& address);

}  // namespace karimen::harness::port
