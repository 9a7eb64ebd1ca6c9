// A command APDU in its parts, and the two ways to send one: in the clear and through an SCP03 channel.
#pragma once

#include <optional>

#include "sim/reader/card_session.hpp"

namespace karimen::sim::terminal {

using reader::Answer;
using reader::CardSession;

/// ISO/IEC 7816-4. The body is encoded short where it fits, else extended.
struct Command {
  std::uint8_t cla = 0, ins = 0, p1 = 0, p2 = 0;
  Bytes data;
  std::optional<std::uint32_t> le;  ///< bytes expected, 1–65536; absent: no Le field
};

/// Case 1–4, short or extended.
[[nodiscard]] Bytes encode(const Command& command);

/// Whoever a command can be given to. Throws LinkError.
class Conversation {
 public:
  virtual ~Conversation() = default;
  virtual Answer send(const Command& command) = 0;
};

/// In the clear. The session must outlive it.
class PlainConversation final : public Conversation {
 public:
  explicit PlainConversation(CardSession& session) : session_(session) {}
  Answer send(const Command& command) override { return session_.transmit(encode(command)); }

 private:
  CardSession& session_;
};

}  // namespace karimen::sim::terminal
