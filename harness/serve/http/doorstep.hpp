// Where the service listens: a Unix socket of its user's, or a port of 127.0.0.1.
#pragma once

#include <string>

namespace karimen::harness::serve {

/// Listens from its making to its end; the file of a Unix socket goes with it.
class Doorstep {
 public:
  /// "unix:PATH" or "127.0.0.1:PORT" (0: one that is free). Throws DiagnosticError: another form (bad command
  /// line), a place that is taken (environment). A socket file that nobody listens on any more is replaced.
  explicit Doorstep(const std::string& where);
  ~Doorstep();
  Doorstep(const Doorstep&) = delete;
  Doorstep& operator=(const Doorstep&) = delete;

  /// Belongs to whoever accepts on it, and is closed there.
  [[nodiscard]] int socket() const { return socket_; }
  [[nodiscard]] unsigned port() const { return port_; }  ///< 0: a Unix socket
  /// As `where`, with the port that it became.
  [[nodiscard]] const std::string& address() const { return address_; }

 private:
  void listen_unix(const std::string& path);
  void listen_tcp(const std::string& digits);

  std::string address_, path_;
  int socket_ = -1;
  unsigned port_ = 0;
};

}  // namespace karimen::harness::serve
