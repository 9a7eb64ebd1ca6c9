// What the hostile client and the fuzzers found, one case each.
#include <boost/test/unit_test.hpp>

#include "base/diagnostic.hpp"
#include "sim/chip/memory/relocate.hpp"
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

// A saved card that says of a file that it could be as long as numbers are.
BOOST_AUTO_TEST_CASE(a_place_beyond_all_numbers_is_damage) {
  Nonvolatile old(2 * Nonvolatile::row_size);
  const Bytes longest{0xFF, 0xFF};
  old.manufacture(62, longest);
  const Place place{.application = 1, .file = 0x0001, .kind = 0, .offset = 62, .capacity = 0xFFFFFFFF};
  BOOST_CHECK_EXCEPTION((void)relocated(old, {place}, {}), DiagnosticError, [](const DiagnosticError& error) {
    return error.diagnostics().front().what.starts_with("the saved card is damaged");
  });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace karimen::hostile
