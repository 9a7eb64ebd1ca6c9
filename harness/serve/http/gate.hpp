// Who may come in: programs of this machine that were told the token, and no web page.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "harness/serve/http/message.hpp"

namespace karimen::harness::serve {

/// Why a request is not served.
struct Refusal {
  int status = 403;
  std::string what, fix;
};

class Gate {
 public:
  /// `port`: that `Host` must name; 0: of a Unix socket, where any will do.
  Gate(std::string token, unsigned port) : token_(std::move(token)), port_(port) {}

  /// `Host` is this machine (a page of a rebound name is not), `Origin`, where there is one, the service
  /// itself, and `Authorization` the token, unless it is for what is `open` to every program of this machine.
  /// nullopt: let it in.
  [[nodiscard]] std::optional<Refusal> refused(const Request& request, bool open = false) const;

 private:
  std::string token_;
  unsigned port_;
};

/// 32 hexadecimal digits that nobody can guess.
[[nodiscard]] std::string new_token();
/// In a time that does not tell where they differ.
[[nodiscard]] bool same_secret(std::string_view one, std::string_view other);

}  // namespace karimen::harness::serve
