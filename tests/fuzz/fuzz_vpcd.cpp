// The frame reader of vpcd's protocol. The stream arrives in pieces: first byte the size of a piece, less
// one; each datagram of a socket pair is one of its reads.
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

#include "sim/reader/vpcd_frame.hpp"
#include "tests/fuzz/target.hpp"

namespace karimen::fuzz {

using namespace sim::reader;

namespace {

constexpr std::size_t longest_stream = 60'000;  // fits into the socket's buffer in large pieces
constexpr std::size_t most_pieces = 100;

/// Both ends of a connection that keeps the borders of what is written.
class Pair {
 public:
  Pair() { require(::socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends_) == 0, "there is a socket pair"); }
  ~Pair() {
    ::close(ends_[0]);
    ::close(ends_[1]);
  }
  Pair(const Pair&) = delete;
  Pair& operator=(const Pair&) = delete;

  [[nodiscard]] int reading() const { return ends_[0]; }
  [[nodiscard]] int writing() const { return ends_[1]; }
  void finish() { ::shutdown(ends_[1], SHUT_WR); }

 private:
  int ends_[2]{};
};

void write_pieces(const Pair& pair, ByteView stream, std::size_t piece) {
  while (!stream.empty()) {
    const auto part = stream.first(std::min(piece, stream.size()));
    require(::send(pair.writing(), part.data(), part.size(), 0) == static_cast<ssize_t>(part.size()),
            "a piece is sent");
    stream = stream.subspan(part.size());
  }
}

/// How the stream ends: in good order only if nothing but whole frames came.
void check_end(ByteView left, bool broken) {
  require(broken == !left.empty(), "a stream ends in order between two frames only");
  if (left.size() < 2) return;
  const auto size = static_cast<std::size_t>(left[0] << 8 | left[1]);
  require(size == 0 || size > left.size() - 2, "a whole frame is not thrown away");
}

void send_back(ByteView frame) {
  if (frame.size() + 2 > 4096) return;  // one piece
  Pair pair;
  require(send_frame(pair.writing(), frame), "a frame is sent");
  pair.finish();
  FrameStream reader(pair.reading());
  const auto again = reader.next();
  require(again && std::ranges::equal(*again, frame), "a frame sent is the frame read");
  require(!reader.next(), "and nothing else");
}

}  // namespace

void try_input(ByteView bytes) {
  Input input(bytes);
  const std::size_t wanted = input.byte() + 1U;
  auto stream = input.run(longest_stream);
  const auto piece = std::min<std::size_t>(std::max(wanted, stream.size() / most_pieces + 1), 4096);
  Pair pair;
  write_pieces(pair, stream, piece);
  pair.finish();
  FrameStream reader(pair.reading());
  bool broken = false;
  try {
    while (const auto frame = reader.next()) {
      require(!frame->empty() && frame->size() <= 0xFFFF, "a frame has 1 to 65535 bytes");
      require(
          stream.size() >= 2 + frame->size() && std::ranges::equal(stream.subspan(2, frame->size()), *frame),
          "frames come in order and whole");
      stream = stream.subspan(2 + frame->size());
      send_back(*frame);
    }
  } catch (const FrameError&) {
    broken = true;
  }
  check_end(stream, broken);
}

}  // namespace karimen::fuzz
