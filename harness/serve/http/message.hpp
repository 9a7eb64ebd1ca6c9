// A request and its answer, as the API sees them: HTTP taken apart, and nothing of the library that does it.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace karimen::harness::serve {

struct Request {
  std::string method;                        ///< "GET"
  std::string path;                          ///< percent signs undone, without the query
  std::map<std::string, std::string> query;  ///< the last of each name
  std::optional<std::string> host, origin, authorization, language, last_event;  ///< header fields
  std::string body;
  bool too_large = false;  ///< the body was longer than is read
};

/// What comes bit by bit. Called from the connection's own thread.
class Stream {
 public:
  virtual ~Stream() = default;
  /// The next piece, waiting for a while; nullopt: it has ended. Never empty.
  virtual std::optional<std::string> next() = 0;
};

struct Response {
  int status = 200;
  std::string body;
  const char* type = "application/json";
  std::string allow;                                          ///< of 405: the methods that there are
  std::shared_ptr<Stream> stream{};                           ///< instead of a body
  std::vector<std::pair<const char*, const char*>> fields{};  ///< more of the header
};

}  // namespace karimen::harness::serve
