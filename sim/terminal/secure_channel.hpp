// The host's side of SCP03 (GlobalPlatform Amendment D, i=70, AES-128), written from the specification and
// not from the chip's code.
#pragma once

#include <string>
#include <variant>

#include "sim/crypto/test_keys.hpp"
#include "sim/terminal/command.hpp"

namespace karimen::sim::terminal {

enum class SecurityLevel : std::uint8_t {
  command_protection = 0x03,  ///< C-MAC and C-ENC
  full_protection = 0x33,     ///< and R-MAC and R-ENC
};

/// Why a channel did not open or broke.
struct ChannelFailure {
  std::uint16_t status =
      0;  ///< of the command that failed; 9000 where the card's cryptogram or MAC was wrong
  std::string what;
};

/// An open channel. The card closes it when an application is selected or at a reset; this object does not
/// notice.
class SecureChannel final : public Conversation {
 public:
  /// Session keys and what else INITIALIZE UPDATE settles.
  struct Keys {
    Bytes encryption, mac, response_mac;
  };
  SecureChannel(CardSession& session, SecurityLevel level, Keys keys, Bytes chaining)
      : session_(session), level_(level), keys_(std::move(keys)), chaining_(std::move(chaining)) {}

  /// Wraps `command`, sends it, unwraps the answer. Where the card's MAC or padding is wrong the answer has
  /// no data and status 6988, as the card itself would say of ours. Throws LinkError.
  Answer send(const Command& command) override;

 private:
  [[nodiscard]] Bytes vector(std::uint8_t first) const;
  Command wrapped(const Command& command);
  Answer unwrapped(Answer answer) const;

  CardSession& session_;
  SecurityLevel level_;
  Keys keys_;
  Bytes chaining_;
  std::uint32_t counter_ = 0;
};

/// INITIALIZE UPDATE and EXTERNAL AUTHENTICATE with the current application: the card manager or the licence
/// instance. `host_challenge` is 8 bytes, from a generator of the caller's.
std::variant<SecureChannel, ChannelFailure> open_channel(CardSession& session,
                                                         const crypto::ChannelKeys& keys, SecurityLevel level,
                                                         ByteView host_challenge);

}  // namespace karimen::sim::terminal
