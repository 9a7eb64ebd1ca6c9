// Frames of messages: "Content-Length: N", an empty line, N bytes (docs/schema/port.yaml).
#pragma once

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace karimen::harness::port {

inline constexpr std::size_t largest_message = 1048576;  ///< bytes of JSON
inline constexpr std::size_t largest_header = 4096;      ///< bytes, up to and with the empty line

/// What came is no frame: one sentence, no full stop.
class FrameError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

[[nodiscard]] std::string framed(std::string_view message);

/// Takes bytes as they come and gives messages.
class FrameParser {
 public:
  void add(std::string_view bytes) { buffer_ += bytes; }
  /// The next whole message; nullopt: not all of it is there. Throws FrameError, after which nothing more is
  /// to be had.
  [[nodiscard]] std::optional<std::string> next();
  /// What has come of the next message.
  [[nodiscard]] std::string_view rest() const { return buffer_; }

 private:
  std::string buffer_;
};

}  // namespace karimen::harness::port
