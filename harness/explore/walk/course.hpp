// The order in which people do things. Walks follow a course part of the way: by chance alone they would
// hardly ever get past the first refusal.
#pragma once

#include <span>
#include <vector>

namespace karimen::harness::explore {

using Course = std::vector<const char*>;

/// Names of procedures; a rulebook that lacks one leaves it out.
[[nodiscard]] std::span<const Course> courses();

}  // namespace karimen::harness::explore
