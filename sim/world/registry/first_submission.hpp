// マイナポータル連携 in two submissions: whether the first one, to the police, is still to come.
#pragma once

#include "sim/world/customs.hpp"
#include "sim/world/registry/driver_registry.hpp"

namespace karimen::sim::world {

/// Whether a link made now would need a submission to the police before it (警察庁, 4 and 6).
[[nodiscard]] bool first_submission_due(const Driver& driver, const Customs& customs);

}  // namespace karimen::sim::world
