// What a client of `karimen serve` sends: bytes on a connection, through the HTTP layer to every route, with
// a reader that no vpcd stands behind. First byte: 0 the rest is the connection's bytes; else that route of
// the table, and the rest is the body of a request that may come in. What the service would do to files of
// the machine is not tried.
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "harness/serve/api/routes.hpp"
#include "tests/fuzz/target.hpp"

namespace karimen::fuzz {

using namespace harness;
using namespace harness::serve;

namespace {

constexpr auto token = "fuzz-token-0001";
constexpr int most_turns = 2000;

Response spared() {
  return {.status = 204, .body = "", .allow = ""};
}

/// A service with one reader, r1, which is never given back.
class Target {
 public:
  Target()
      : server_({.look = [this](const Request& request) { return service_.look(request); },
                 .answer = [this](const Request& request) { return answer(request); }}) {
    reader_ = service_.stations.open(std::chrono::seconds(86400));
  }

  /// All that comes back until the connection is closed.
  std::string send(const std::string& bytes) {
    int ends[2];
    require(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0, "there are sockets");
    for (const int end : ends) ::fcntl(end, F_SETFL, O_NONBLOCK);
    const auto sent = ::write(ends[0], bytes.data(), bytes.size());
    require(sent == static_cast<ssize_t>(bytes.size()), "an input fits a socket");
    ::shutdown(ends[0], SHUT_WR);
    server_.adopt(ends[1]);
    std::string heard;
    bool closed = false;
    for (int turn = 0; turn < most_turns && !closed; ++turn) {
      server_.run();
      closed = take(ends[0], heard);
    }
    require(closed, "a connection is answered and closed");
    ::close(ends[0]);
    server_.run();
    return heard;
  }

 private:
  // True: it is closed.
  static bool take(int end, std::string& heard) {
    char buffer[65536];
    for (;;) {
      const auto count = ::read(end, buffer, sizeof buffer);
      if (count == 0 || (count < 0 && errno != EAGAIN)) return true;
      if (count < 0) return false;
      heard.append(buffer, static_cast<std::size_t>(count));
    }
  }

  Response answer(Request request) {
    for (const auto* word : {"save", "load", "blink"})
      if (request.path.ends_with(word)) return spared();
    if (request.method == "DELETE") return spared();
    if (request.path.ends_with("/events")) request.query["wait"] = "false";
    return service_.answer(request);
  }

  sim::blueprint::IssuerMaterial material_{KARIMEN_SOURCE_DIR "/fixtures"};
  Service service_{material_, {{"", 1}}, {}, Gate(token, 0), false};
  std::shared_ptr<Station> reader_;
  HttpServer server_;
};

std::string request_of(const Route& route, const std::string& body, const std::string& word) {
  std::string path = route.path;
  if (const auto at = path.find("{reader}"); at != std::string::npos) path.replace(at, 8, "r1");
  if (const auto at = path.find("{word}"); at != std::string::npos) path.replace(at, 6, word);
  return std::string(route.method) + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " +
         token + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace

void try_input(ByteView bytes) {
  static Target target;
  Input input(bytes);
  const std::size_t which = input.byte();
  std::string heard;
  if (which == 0) {
    heard = target.send(to_text(input.rest()));
  } else {
    const auto words = workshop::console_commands();
    const auto& word = words[input.byte() % words.size()];
    const auto& route = routes()[(which - 1) % routes().size()];
    heard = target.send(request_of(route, to_text(input.rest()), word.name));
    require(!heard.empty(), "a request is answered");
  }
  require(heard.empty() || heard.starts_with("HTTP/1."), "an answer is HTTP");
  require(heard.find(" 500 ") > 12, "there is no bug of ours");
}

}  // namespace karimen::fuzz
