// Writing data groups into an application, as both administrations do.
#pragma once

#include <span>

#include "sim/crypto/test_keys.hpp"
#include "sim/terminal/administration.hpp"
#include "sim/terminal/applications.hpp"
#include "sim/terminal/file.hpp"
#include "sim/world/desk/host_challenge.hpp"

namespace karimen::sim::world {

/// A channel with the card manager, INSTALL [for personalization], STORE DATA; the chip commits all groups at
/// once. Throws CardRefused.
inline void store_groups(reader::CardSession& session, const crypto::ChannelKeys& keys, ByteView application,
                         std::span<const terminal::DataGroup> groups) {
  require_ok(terminal::select(session, terminal::aid::card_manager), "SELECT of the card manager");
  auto opening =
      terminal::open_channel(session, keys, terminal::SecurityLevel::full_protection, host_challenge());
  auto* channel = std::get_if<terminal::SecureChannel>(&opening);
  if (channel == nullptr) throw CardRefused(std::get<terminal::ChannelFailure>(opening).what);
  require_ok(terminal::personalise(*channel, application), "INSTALL [for personalization]");
  require_ok(terminal::store_data(*channel, groups), "STORE DATA");
}

}  // namespace karimen::sim::world
