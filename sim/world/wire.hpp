// Commands as terminals send them: selection, reading, verification, and the administration channel (SCP03).
#pragma once

#include <optional>
#include <string>

#include "base/bytes.hpp"
#include "sim/crypto/test_keys.hpp"
#include "sim/reader/card_session.hpp"

namespace karimen::sim::world::wire {

using reader::Answer;
using reader::CardSession;

/// DF names of chip.md C.0 and F.1.
[[nodiscard]] Bytes card_manager();
[[nodiscard]] Bytes common();
[[nodiscard]] Bytes jpki();
[[nodiscard]] Bytes licence();

/// SELECT by DF name. False: 6A82, the application is not there. Throws CardRefused for any other answer.
[[nodiscard]] bool select(CardSession& session, ByteView name);
/// SELECT by EF identifier under the current DF. Throws CardRefused.
void select_file(CardSession& session, std::uint16_t file);
/// READ BINARY of the current EF, all of it, with extended length.
[[nodiscard]] Answer read_current(CardSession& session);

/// Result of VERIFY.
struct Verified {
  bool right = false;
  int tries_left = 0;  ///< 0: blocked
};
/// Asks for the tries left without trying.
[[nodiscard]] int tries_left(CardSession& session, std::uint16_t file);
[[nodiscard]] Verified verify(CardSession& session, std::uint16_t file, const std::string& secret);

/// An open SCP03 channel (level 03: command encryption and MAC) with the card manager or the licence
/// application, whichever is current. Ends with the next selection.
class Channel {
 public:
  /// INITIALIZE UPDATE and EXTERNAL AUTHENTICATE. The host challenge is fixed: everything here is
  /// reproducible. Throws CardRefused where the card does not know the keys.
  Channel(CardSession& session, const crypto::ChannelKeys& keys);
  /// Wraps and sends. `expects_data`: asks for an answer of any length.
  [[nodiscard]] Answer send(std::uint8_t ins, std::uint8_t p1, std::uint8_t p2, ByteView data,
                            bool expects_data);

 private:
  [[nodiscard]] Bytes with_mac(std::uint8_t ins, std::uint8_t p1, std::uint8_t p2, ByteView data,
                               bool expects_data);

  CardSession& session_;
  Bytes encryption_, mac_, chaining_;
  std::uint32_t counter_ = 0;
};

/// One data group of STORE DATA (chip.md F.6): 00xx content, 80xx reference data, 81xx RSA key.
[[nodiscard]] Bytes data_group(std::uint16_t tag, ByteView value);
/// INSTALL [for personalization] of an application and STORE DATA of the groups, in one transaction of the
/// chip.
void store(Channel& channel, ByteView application, ByteView groups);

}  // namespace karimen::sim::world::wire
