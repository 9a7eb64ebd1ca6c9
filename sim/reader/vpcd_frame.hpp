// The framing of vpcd's protocol: a 16-bit big-endian length and that many bytes (vpcd.md 2).
#pragma once

#include <optional>
#include <stdexcept>

#include "base/bytes.hpp"

namespace karimen::sim::reader {

/// One-byte messages from vpcd. Only `get_atr` is answered.
enum class VpcdControl : std::uint8_t { power_off = 0, power_on = 1, reset = 2, get_atr = 4 };

/// The stream is not vpcd's protocol, or ended inside a frame. The text is one sentence without full stop.
class FrameError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Reads frames from a connected TCP socket, which it does not own.
class FrameStream {
 public:
  explicit FrameStream(int socket) : socket_(socket) {}
  /// The next frame, 1–65535 bytes; nullopt where the other side closed between two frames.
  /// Throws FrameError for an empty or truncated frame.
  [[nodiscard]] std::optional<Bytes> next();

 private:
  bool fill(std::size_t size);

  int socket_;
  Bytes buffer_;
};

/// Sends one frame in one write; false where the other side is gone. Throws FrameError where `content` is
/// empty (pcscd would wait for ever) or longer than 65535 bytes.
[[nodiscard]] bool send_frame(int socket, ByteView content);

}  // namespace karimen::sim::reader
