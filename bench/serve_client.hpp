// The smallest client of `karimen serve`: one connection over a Unix socket, one request after another.
#pragma once

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>
#include <string>

namespace karimen::bench {

class ServeClient {
 public:
  ServeClient(const std::string& path, const std::string& token)
      : head_("\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\nContent-Length: ") {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::ranges::copy(path, address.sun_path);
    socket_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
      throw std::runtime_error("nobody listens on " + path);
  }
  ~ServeClient() { ::close(socket_); }
  ServeClient(const ServeClient&) = delete;
  ServeClient& operator=(const ServeClient&) = delete;

  /// The status, and the body in `body`.
  int ask(const std::string& what, const std::string& content = "") {
    const auto request = what + " HTTP/1.1" + head_ + std::to_string(content.size()) + "\r\n\r\n" + content;
    if (::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size()))
      throw std::runtime_error("the service reads no more");
    std::string answer;
    std::size_t end = std::string::npos;
    while ((end = answer.find("\r\n\r\n")) == std::string::npos) receive(answer);
    const auto at = answer.find("Content-Length: ");
    const auto size = at < end ? std::stoul(answer.substr(at + 16)) : 0;
    while (answer.size() < end + 4 + size) receive(answer);
    body = answer.substr(end + 4);
    return std::stoi(answer.substr(9, 3));
  }

  std::string body;

 private:
  void receive(std::string& answer) {
    char buffer[16384];
    const auto count = ::recv(socket_, buffer, sizeof buffer, 0);
    if (count <= 0) throw std::runtime_error("the service closed the connection");
    answer.append(buffer, static_cast<std::size_t>(count));
  }

  std::string head_;
  int socket_ = -1;
};

}  // namespace karimen::bench
