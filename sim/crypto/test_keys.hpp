// The SCP03 key sets of the simulated authorities (chip.md F.6). TEST MATERIAL, published on purpose: every
// card of Karimen carries the same two sets, so that an external terminal can be tested. They protect
// nothing. emulator-defined: no public source names the administration keys; real cards have diversified
// secret ones.
#pragma once

#include "base/bytes.hpp"

namespace karimen::sim::crypto {

/// An SCP03 key set: three static AES-128 keys of 16 bytes each and the key version number that names them.
struct ChannelKeys {
  std::uint8_t version = 0;
  Bytes enc, mac, dek;
  bool operator==(const ChannelKeys&) const = default;
};

/// Key version 0x20: J-LIS and the municipality. Opens every application but the licence.
[[nodiscard]] inline ChannelKeys issuer_channel_keys() {
  return {0x20, to_bytes("TESTissuer20-ENC"), to_bytes("TESTissuer20-MAC"), to_bytes("TESTissuer20-DEK")};
}

/// Key version 0x30: the prefectural public safety commission. Opens the licence instance only.
[[nodiscard]] inline ChannelKeys safety_commission_channel_keys() {
  return {0x30, to_bytes("TESTsafety30-ENC"), to_bytes("TESTsafety30-MAC"), to_bytes("TESTsafety30-DEK")};
}

}  // namespace karimen::sim::crypto
