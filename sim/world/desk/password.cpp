#include "sim/world/desk/password.hpp"

#include <algorithm>

namespace karimen::sim::world {
namespace {

/// 英数６桁から16桁.
bool well_formed(const std::string& password) {
  const auto alphanumeric = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  };
  return password.size() >= 6 && password.size() <= 16 && std::ranges::all_of(password, alphanumeric);
}

}  // namespace

void collect_password(const std::optional<std::string>& password, Objections& objections) {
  objections.see(obstacle::password_unknown, !password);
  objections.see(obstacle::password_format, password && !well_formed(*password));
}

const char* obstacle_of(SigningOutcome outcome) {
  switch (outcome) {
    case SigningOutcome::wrong_password:
      return obstacle::password_wrong;
    case SigningOutcome::blocked:
      return obstacle::pin_blocked;
    case SigningOutcome::not_verified:
      return obstacle::cert_not_valid;
    case SigningOutcome::verified:
      break;
  }
  return nullptr;
}

}  // namespace karimen::sim::world
