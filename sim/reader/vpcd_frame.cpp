#include "sim/reader/vpcd_frame.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>

namespace karimen::sim::reader {
namespace {

constexpr std::size_t header_size = 2;
constexpr std::size_t longest_frame = 0xFFFF;

}  // namespace

// vpcd sends the length and the body separately and leaves Nagle on, so the body waits for the
// acknowledgement of the length. TCP_QUICKACK is not permanent: it is set again before every recv (48 ms an
// APDU without it).
bool FrameStream::fill(std::size_t size) {
  while (buffer_.size() < size) {
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
    std::array<std::uint8_t, 4096> chunk;
    const ssize_t count = ::recv(socket_, chunk.data(), chunk.size(), 0);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    buffer_.insert(buffer_.end(), chunk.begin(), chunk.begin() + count);
  }
  return true;
}

std::optional<Bytes> FrameStream::next() {
  if (!fill(header_size)) {
    if (buffer_.empty()) return std::nullopt;
    throw FrameError("vpcd closed the connection inside the length of a message");
  }
  const std::size_t size = static_cast<std::size_t>(buffer_[0] << 8 | buffer_[1]);
  if (size == 0) throw FrameError("vpcd sent an empty message");
  if (!fill(header_size + size)) {
    throw FrameError("vpcd closed the connection after " + std::to_string(buffer_.size() - header_size) +
                     " of " + std::to_string(size) + " bytes of a message");
  }
  const auto end = buffer_.begin() + static_cast<std::ptrdiff_t>(header_size + size);
  Bytes frame(buffer_.begin() + header_size, end);
  buffer_.erase(buffer_.begin(), end);
  return frame;
}

bool send_frame(int socket, ByteView content) {
  if (content.empty()) throw FrameError("the card's answer is empty");
  if (content.size() > longest_frame) {
    throw FrameError("the card's answer of " + std::to_string(content.size()) +
                     " bytes does not fit into a message");
  }
  Bytes frame{static_cast<std::uint8_t>(content.size() >> 8), static_cast<std::uint8_t>(content.size())};
  frame.insert(frame.end(), content.begin(), content.end());
  for (std::size_t sent = 0; sent < frame.size();) {
    const ssize_t count = ::send(socket, frame.data() + sent, frame.size() - sent, MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    sent += static_cast<std::size_t>(count);
  }
  return true;
}

}  // namespace karimen::sim::reader
