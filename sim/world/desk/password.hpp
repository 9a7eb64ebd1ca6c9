// The signature password, as it is typed at a counter or on the portal.
#pragma once

#include <optional>
#include <string>

#include "sim/world/desk/signing.hpp"
#include "sim/world/objections.hpp"

namespace karimen::sim::world {

/// What speaks against a password before any card sees it; absent: not known.
void collect_password(const std::optional<std::string>& password, Objections& objections);
/// Why a signature was not accepted; nullptr: it was.
[[nodiscard]] const char* obstacle_of(SigningOutcome outcome);

}  // namespace karimen::sim::world
