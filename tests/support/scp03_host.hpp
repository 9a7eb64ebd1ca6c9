// A terminal's side of SCP03, written from GlobalPlatform Amendment D for the tests alone.
#pragma once

#include "sim/chip/card.hpp"
#include "sim/crypto/test_keys.hpp"

namespace karimen::sim::chip::fixture {

class Scp03Host {
 public:
  /// Opens a channel on a powered card with the application that is current. Level 0x03 or 0x33.
  Scp03Host(Card& card, const crypto::ChannelKeys& keys, std::uint8_t level);

  /// Status words of the two opening commands.
  [[nodiscard]] const std::string& opened() const { return opened_; }
  /// Wraps a plain short or extended command; answers the plain data and status word as hexadecimal.
  /// A wrong R-MAC is answered as "R-MAC".
  std::string send(const std::string& plain_command);
  /// The bytes that `send` would transmit.
  [[nodiscard]] Bytes wrap(ByteView plain_command);
  /// What INITIALIZE UPDATE answered.
  [[nodiscard]] const Bytes& initialize_update_answer() const { return answer_; }

 private:
  [[nodiscard]] Bytes vector(std::uint8_t first) const;
  std::string unwrap(Bytes response);

  Card& card_;
  std::uint8_t level_;
  Bytes encryption_, mac_, response_mac_, chaining_, answer_;
  std::uint32_t counter_ = 0;
  std::string opened_;
};

inline const std::string select_manager = "00A4040C07A0000001510000";
inline const std::string select_licence = "00A4040C10A0000002310600000000000000000000";
inline const std::string install_licence =
    "80E60C003910A000000231040000000000000000000010A000000231050000000000000000000010A00000023106000000000000"
    "00000000"
    "010002C9000000";
inline const std::string delete_licence = "80E40000124F10A000000231060000000000000000000000";

/// STORE DATA commands for data groups, cut into blocks of `block` bytes.
[[nodiscard]] std::vector<std::string> store_data(const Bytes& groups, std::size_t block = 200);
/// One data group.
[[nodiscard]] Bytes group(std::uint16_t tag, ByteView value);

}  // namespace karimen::sim::chip::fixture
