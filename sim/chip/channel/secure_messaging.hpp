// Secure messaging of 券面事項入力補助AP (chip.md D): AES-128-CBC under a counter, no MAC.
#pragma once

#include <array>
#include <optional>

#include "base/bytes.hpp"

namespace karimen::sim::chip {

struct SecureMessaging {
  bool open = false;
  bool ever_opened =
      false;  ///< since power-up: a session that died answers differently from none (chip.md I.1)
  std::array<std::uint8_t, 16> session_key{};
  std::uint32_t counter = 0;  ///< of the last command

  void start(ByteView key);
  void close() { open = false; }
  /// Under the current counter. nullopt: the padding does not come out.
  [[nodiscard]] std::optional<Bytes> decrypt(ByteView ciphertext) const;
  /// 86 L 01 ‖ ciphertext, under the current counter.
  [[nodiscard]] Bytes protect(ByteView plain) const;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(open, ever_opened, session_key, counter);
  }

 private:
  [[nodiscard]] Bytes vector() const;
};

}  // namespace karimen::sim::chip
