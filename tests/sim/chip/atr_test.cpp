#include "sim/chip/atr.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/support/chip_fixture.hpp"

namespace karimen::sim::chip {

namespace {

/// "12: what" of each fault.
std::string faults(const std::string& hex) {
  std::string text;
  for (const auto& each : faults_of_atr(from_hex(hex)))
    text += (text.empty() ? "" : "; ") + std::to_string(each.offset) + ": " + each.what;
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(answers_to_reset)

BOOST_AUTO_TEST_CASE(those_of_the_sheet_are_in_order) {
  for (const auto interface : {Interface::contact, Interface::contactless}) {
    for (int number = 2; number <= atr_count(interface); ++number)
      BOOST_TEST(faults(to_hex(atr_of_sheet(interface, number))).empty());
    BOOST_TEST(faults(to_hex(atr(Knobs{}, interface))).empty());
  }
}

BOOST_AUTO_TEST_CASE(any_answer_to_reset_may_be_given_and_lint_says_what_is_wrong_with_it) {
  auto person = fixture::hanako();
  person.knobs.contactless_atr = from_hex("3B8880010000123490B391A1");
  BOOST_TEST(to_hex(Card(person, Interface::contactless).power_on()) == "3B8880010000123490B391A1");
  BOOST_TEST(faults("3B888001000005E0B381A1007E") == "12: the check byte TCK is 7E");
  BOOST_TEST(faults("3B888001000005E0B381A1017E") ==
             "11: the last historical byte is 01; the maximum buffer length stands in its high digit");
  BOOST_TEST(faults("3C888001000005E0B381A1007F") == "0: TS is 3C; only 3B and 3F exist");
  BOOST_TEST(
      faults("3B8880010000") ==
      "5: T0 and the interface bytes announce 13 bytes (8 of them historical, one check byte), there are 6");
  BOOST_TEST(faults("3B05801241424344").starts_with("7: "));
  BOOST_TEST(faults("3B058013414243") == "");
  BOOST_TEST(faults("3B058014414243") == "3: historical byte 14 announces 4 bytes, 3 follow");
  BOOST_TEST(faults("3B").starts_with("0: an answer to reset has 2 to 33 bytes"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace karimen::sim::chip
