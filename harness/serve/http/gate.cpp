#include "harness/serve/http/gate.hpp"

#include <sys/random.h>

#include "base/bytes.hpp"
#include "base/diagnostic.hpp"

namespace karimen::harness::serve {
namespace {

bool is_this_machine(const std::string& host, unsigned port) {
  const auto colon = host.rfind(':');
  const auto name = host.substr(0, colon);
  if (name != "127.0.0.1" && name != "localhost") return false;
  return port == 0 || (colon != std::string::npos && host.substr(colon + 1) == std::to_string(port));
}

}  // namespace

std::optional<Refusal> Gate::refused(const Request& request, bool open) const {
  if (!request.host || !is_this_machine(*request.host, port_))
    return Refusal{403, "Host is not this service",
                   port_ == 0 ? "send Host: localhost" : "send Host: 127.0.0.1:" + std::to_string(port_)};
  if (request.origin && *request.origin != "http://" + *request.host)
    return Refusal{403, "Origin is another site", "web pages are not served"};
  if (open) return std::nullopt;
  constexpr std::string_view scheme = "Bearer ";
  const std::string_view given = request.authorization ? std::string_view(*request.authorization) : "";
  if (!given.starts_with(scheme) || !same_secret(given.substr(scheme.size()), token_))
    return Refusal{401, "the token is missing or wrong",
                   "send Authorization: Bearer with the token that karimen serve printed"};
  return std::nullopt;
}

// The one place where the program asks the system for chance: a token that could be derived again would keep
// nobody out. It reaches no trace, no report and no card.
std::string new_token() {
  Bytes chance(16);
  if (::getrandom(chance.data(), chance.size(), 0) != static_cast<ssize_t>(chance.size()))
    throw DiagnosticError(Diagnostic{.where = {},
                                     .what = "the system gives no random bytes for a token",
                                     .fix = "--token-file takes a file that has one",
                                     .exit_code = ExitCode::environment});
  return to_hex(chance);
}

bool same_secret(std::string_view one, std::string_view other) {
  unsigned different = one.size() != other.size();
  for (std::size_t i = 0; i < one.size() && i < other.size(); ++i)
    different |= static_cast<unsigned char>(one[i]) ^ static_cast<unsigned char>(other[i]);
  return different == 0;
}

}  // namespace karimen::harness::serve
