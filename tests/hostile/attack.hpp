// The attack: sessions of some hundred deeds, each on a fresh copy of one of a few cards.
#pragma once

#include <cstdint>

#include "tests/hostile/witness.hpp"

namespace karimen::hostile {

struct AttackOptions {
  std::uint64_t commands = 10'000'000;  ///< at least
  std::uint64_t seed = 1;
};

struct AttackReport {
  std::uint64_t commands = 0, sessions = 0;
  Reached reached;
  std::uint64_t digest = 0;  ///< of every card at the end of its session: the same for the same options
};

/// Throws Violation; the text begins with the session.
[[nodiscard]] AttackReport attack(const AttackOptions& options);

}  // namespace karimen::hostile
