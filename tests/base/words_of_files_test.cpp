// Patterns and durations, as people write them in files.
#include <boost/test/unit_test.hpp>

#include "base/duration.hpp"
#include "base/pattern.hpp"

using namespace karimen;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(words_of_files)

BOOST_AUTO_TEST_CASE(a_pattern_is_found_anywhere_and_keeps_to_its_line) {
  const std::string text = "Verified OK\nnotAfter=Jul 20 2031\n";
  BOOST_TEST(is_found("Verified", text));
  BOOST_TEST(is_found("^notAfter=.* 2031$", text));
  BOOST_TEST(is_found("(Failed|Verified) OK", text));
  BOOST_TEST(!is_found("OK.notAfter", text));
  BOOST_TEST(!is_found("^OK", text));
  BOOST_TEST(is_found("^$", ""));
  BOOST_TEST(!is_found("^$", "a line\n"));
  BOOST_TEST(is_found("^$", "a line\n\n"));
  BOOST_TEST(!is_found("x", ""));
}

BOOST_AUTO_TEST_CASE(a_pattern_is_found_behind_a_zero_byte) {
  BOOST_TEST(is_found("end", std::string("a\0the end", 9)));
}

BOOST_AUTO_TEST_CASE(what_is_no_pattern_says_why) {
  BOOST_TEST(pattern_complaint("a+").empty());
  for (const auto* bad : {"(", "[a", "a{2,1}", "*("}) BOOST_TEST(!pattern_complaint(bad).empty(), bad);
}

BOOST_AUTO_TEST_CASE(a_duration_has_a_number_and_a_unit) {
  BOOST_TEST((read_duration("500ms") == 500ms));
  BOOST_TEST((read_duration("30s") == 30s));
  BOOST_TEST((read_duration("60min") == 60min));
  for (const auto* bad : {"", "30", "s", "0s", "-1s", "61min", "1h", "30 s", "30sec", "99999999999s"})
    BOOST_TEST(!read_duration(bad).has_value(), bad);
  BOOST_TEST(to_string(90s) == "90s");
  BOOST_TEST(to_string(120s) == "2min");
  BOOST_TEST(to_string(std::chrono::milliseconds(1500)) == "1500ms");
}

BOOST_AUTO_TEST_SUITE_END()
