// The deterministic generator: every "random" byte of a run comes from one of these, never from a device.
#pragma once

#include <string_view>

#include "base/bytes.hpp"
#include "sim/crypto/hash.hpp"

namespace karimen::sim::crypto {

/// SHA-256 in counter mode over a 32-byte seed. A value: its copy continues identically.
class Generator {
 public:
  Generator() = default;
  explicit Generator(std::string_view label);  ///< seed = SHA-256(label)
  [[nodiscard]] Bytes take(std::size_t size);
  bool operator==(const Generator&) const = default;

  /// State, for save and restore.
  Sha256 seed{};
  std::uint64_t counter = 0;
};

}  // namespace karimen::sim::crypto
