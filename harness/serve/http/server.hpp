// HTTP/1.1 by libmicrohttpd: a thread for each connection, so that whoever waits for a card keeps nobody else
// waiting. What is not HTTP, too long or too slow never reaches the API.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "harness/serve/http/message.hpp"

namespace karimen::harness::serve {

inline constexpr std::size_t largest_body = 1048576;  ///< bytes; more: 413
inline constexpr std::size_t largest_head = 32768;    ///< bytes of request line and header fields; more: 431
inline constexpr unsigned most_connections = 256;     ///< the idlest give way to new ones
inline constexpr unsigned most_streams = 128;         ///< which are never idle: more are refused
inline constexpr int seconds_for_head = 10, seconds_for_body = 30, seconds_between = 60;

/// What answers. Both are called from many threads at once and must not throw.
struct Answering {
  /// Looks at a request before its body is read; a response refuses it, and the connection is closed.
  std::function<std::optional<Response>(const Request&)> look;
  std::function<Response(const Request&)> answer;
};

class HttpServer {
 public:
  /// `listening`: a socket that listens; closed at the end. Throws DiagnosticError (environment).
  HttpServer(int listening, Answering answering);
  /// For tests: connections are given to `adopt`, and served on the thread that calls `run`.
  explicit HttpServer(Answering answering);
  /// Waits until every answer that is being made is made.
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// `connection`: a socket, closed at the end.
  void adopt(int connection);
  /// Does what can be done without waiting.
  void run();

 private:
  class Daemon;
  std::unique_ptr<Daemon> daemon_;
};

}  // namespace karimen::harness::serve
