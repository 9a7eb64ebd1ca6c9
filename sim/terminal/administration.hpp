// What the authorities do inside an SCP03 channel (chip.md F.6, emulator-defined): install, delete, store.
#pragma once

#include <span>

#include "sim/terminal/secure_channel.hpp"

namespace karimen::sim::terminal {

/// A data group of STORE DATA: 00xx content of EF 00xx, 80xx reference data of key 00xx, 81xx RSA key 00xx
/// (DER).
struct DataGroup {
  std::uint16_t tag = 0;
  Bytes value;
};

/// INSTALL [for install and make selectable] of the licence instance. Needs the card manager and key version
/// 0x30.
std::uint16_t install_licence(Conversation& channel);
/// DELETE of the licence instance; its load file stays.
std::uint16_t delete_licence(Conversation& channel);
/// INSTALL [for personalization]: the application that the following data groups are for.
std::uint16_t personalise(Conversation& channel, ByteView name);
/// STORE DATA in blocks of at most 239 bytes; the last one commits all of them. The status word of the first
/// block that was not accepted, else 9000.
std::uint16_t store_data(Conversation& channel, std::span<const DataGroup> groups);
/// GET DATA FF21: bytes free in the extension area; nullopt where the card does not say.
std::optional<std::uint32_t> free_space(Conversation& channel);

}  // namespace karimen::sim::terminal
