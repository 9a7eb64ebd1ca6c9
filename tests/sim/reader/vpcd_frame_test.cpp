#include "sim/reader/vpcd_frame.hpp"

#include <boost/test/unit_test.hpp>

#include <sys/socket.h>
#include <unistd.h>

using namespace karimen;
using namespace karimen::sim::reader;

namespace {

/// Two connected sockets: ours, and vpcd's.
struct Sockets {
  Sockets() { BOOST_REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0); }
  ~Sockets() {
    ::close(ends[0]);
    if (ends[1] >= 0) ::close(ends[1]);
  }
  void vpcd_sends(const char* hex) {
    const Bytes bytes = from_hex(hex);
    BOOST_REQUIRE(::write(ends[1], bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
  }
  void vpcd_closes() {
    ::close(ends[1]);
    ends[1] = -1;
  }
  int ends[2];
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(vpcd_frame, Sockets)

BOOST_AUTO_TEST_CASE(several_frames_in_one_segment_are_told_apart) {
  vpcd_sends("0001 01 0001 04 0004 00A40000");
  FrameStream frames(ends[0]);
  BOOST_TEST(to_hex(*frames.next()) == "01");
  BOOST_TEST(to_hex(*frames.next()) == "04");
  BOOST_TEST(to_hex(*frames.next()) == "00A40000");
}

BOOST_AUTO_TEST_CASE(an_end_between_frames_is_an_end) {
  vpcd_sends("0001 00");
  vpcd_closes();
  FrameStream frames(ends[0]);
  BOOST_TEST(frames.next().has_value());
  BOOST_TEST(!frames.next().has_value());
}

BOOST_AUTO_TEST_CASE(an_end_inside_a_frame_is_an_error) {
  vpcd_sends("0005 00A40000");
  vpcd_closes();
  BOOST_CHECK_EXCEPTION(
      static_cast<void>(FrameStream(ends[0]).next()), FrameError, [](const FrameError& error) {
        return std::string(error.what()) == "vpcd closed the connection after 4 of 5 bytes of a message";
      });
}

BOOST_AUTO_TEST_CASE(an_end_inside_a_length_is_an_error) {
  vpcd_sends("00");
  vpcd_closes();
  BOOST_CHECK_THROW(static_cast<void>(FrameStream(ends[0]).next()), FrameError);
}

BOOST_AUTO_TEST_CASE(an_empty_frame_is_an_error) {
  vpcd_sends("0000");
  BOOST_CHECK_THROW(static_cast<void>(FrameStream(ends[0]).next()), FrameError);
}

BOOST_AUTO_TEST_CASE(an_answer_has_its_length_before_it) {
  BOOST_TEST(send_frame(ends[0], from_hex("01029000")));
  Bytes received(16);
  received.resize(static_cast<std::size_t>(::read(ends[1], received.data(), received.size())));
  BOOST_TEST(to_hex(received) == "000401029000");
}

BOOST_AUTO_TEST_CASE(empty_and_oversize_answers_are_never_sent) {
  BOOST_CHECK_THROW(static_cast<void>(send_frame(ends[0], Bytes{})), FrameError);
  BOOST_CHECK_THROW(static_cast<void>(send_frame(ends[0], Bytes(65536, 0))), FrameError);
}

BOOST_AUTO_TEST_CASE(a_gone_peer_is_no_error) {
  vpcd_closes();
  BOOST_TEST(!send_frame(ends[0], from_hex("9000")));
}

BOOST_AUTO_TEST_SUITE_END()
