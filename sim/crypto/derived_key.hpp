// Test keys from labels (chip.md 0.3). TEST MATERIAL: anyone can derive every key of Karimen again.
#pragma once

#include <string_view>

#include "sim/crypto/rsa.hpp"

namespace karimen::sim::crypto {

/// The RSA-2048 key of a label such as "K6" or "pool-00". Its primes are the first ones from
/// SHAKE256("mynacard-emu/" ‖ label ‖ "/p" or "/q") upwards. Takes some 100 ms: fixtures/keys holds the
/// results.
[[nodiscard]] RsaKey derive_key(std::string_view label);

}  // namespace karimen::sim::crypto
