// What the hostile client and the fuzzers found, one case each.
#include <boost/test/unit_test.hpp>

#include "tests/hostile/intruder.hpp"

namespace karimen::hostile {

using namespace sim::chip;

BOOST_AUTO_TEST_SUITE(finds)

// A data object of padding alone: the command under secure messaging has no data field.
BOOST_AUTO_TEST_CASE(an_empty_command_under_secure_messaging_has_no_data) {
  const auto card = victim(true);
  Intruder intruder(card);
  intruder.open_session();
  BOOST_TEST(to_hex(intruder.send_in_session(from_hex("00A4020C"))) == "6700");
  BOOST_TEST(to_hex(intruder.send_in_session(from_hex("00200094"))) == "63CA");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace karimen::hostile
