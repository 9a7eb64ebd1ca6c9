// Secrets of the holder: presenting, counting, changing.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "sim/terminal/command.hpp"

namespace karimen::sim::terminal {

struct PinResult {
  enum class Outcome { verified, wrong, blocked, refused };
  Outcome outcome = Outcome::refused;
  int tries_left = 0;        ///< for `wrong`
  std::uint16_t status = 0;  ///< as answered
  [[nodiscard]] bool verified() const { return outcome == Outcome::verified; }
  bool operator==(const PinResult&) const = default;
};

/// VERIFY by short identifier (key file 0001–001E) in the current application. A wrong value that spends the
/// last try is `blocked`, as is any value afterwards (chip.md B.7).
PinResult verify_pin(CardSession& session, std::uint16_t key_file, std::string_view value);

/// The status query, which costs nothing: tries left, 0 for a blocked key; nullopt if there is no such key.
std::optional<int> tries_left(CardSession& session, std::uint16_t key_file);

/// A key reference of the card (chip.md C.8).
struct KeyReference {
  std::string_view
      application;    ///< "common", "residence", "card_face", "card_text", "jpki", "driver_licence"
  const Bytes& name;  ///< AID
  std::uint16_t file = 0;
};
[[nodiscard]] std::span<const KeyReference> key_references();

struct PinCounter {
  const KeyReference* key = nullptr;
  std::optional<int> tries_left;  ///< nullopt: no such application or key
};
/// Asks every key of the card for its counter. Selects applications, and so clears the security status.
std::vector<PinCounter> pin_counters(CardSession& session);

}  // namespace karimen::sim::terminal
