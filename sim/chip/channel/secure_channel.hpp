// SCP03 (GlobalPlatform Amendment D) with i=70: AES-128, C-MAC and C-ENC, with level 33 also R-MAC and R-ENC.
// The card challenge comes from the card's generator (chip.md F.6), not from the sequence counter.
#pragma once

#include <array>
#include <optional>

#include "base/apdu.hpp"
#include "sim/chip/making/personalisation.hpp"

namespace karimen::sim::chip {

struct SecureChannel {
  enum class State : std::uint8_t { closed, initialised, open };
  using Block = std::array<std::uint8_t, 16>;

  State state = State::closed;
  std::uint8_t key_version = 0;
  std::uint8_t level = 0;
  std::uint32_t counter = 0;  ///< of the last command
  std::array<std::uint8_t, 8> host_challenge{}, card_challenge{};
  Block encryption{}, mac{}, response_mac{}, chaining{};
  // STORE DATA and INSTALL [for personalisation]
  std::optional<ApplicationId> target;
  std::uint8_t next_block = 0;
  Bytes blocks;

  /// Derives the session keys; the state becomes `initialised`.
  void initialise(const SecureChannelKeys& keys, ByteView host, ByteView card);
  [[nodiscard]] Bytes card_cryptogram() const;
  [[nodiscard]] Bytes host_cryptogram() const;
  /// Checks the MAC of a command and moves the chaining value; `apdu.data` ends in 8 bytes of MAC.
  [[nodiscard]] bool check_mac(const Apdu& apdu);
  /// The plain data field of a command whose MAC was checked; moves the counter. nullopt: wrong padding.
  [[nodiscard]] std::optional<Bytes> decrypt(ByteView ciphertext);
  /// Response data with R-ENC and R-MAC where the level asks for them. Not for error status words.
  [[nodiscard]] Bytes protect(ByteView data, std::uint16_t status_word);
  void forget_blocks();

  template <class Archive>
  void serialize(Archive& archive) {
    archive(state, key_version, level, counter, host_challenge, card_challenge, encryption, mac, response_mac,
            chaining, target, next_block, blocks);
  }

 private:
  [[nodiscard]] Bytes vector(std::uint8_t first) const;
};

}  // namespace karimen::sim::chip
