#include "harness/cli/explain/screen.hpp"

#include <boost/test/unit_test.hpp>

#include "base/narrow.hpp"

using namespace karimen;
using namespace karimen::harness::cli;

namespace {

std::string lines(int count, const std::string& each = "  x") {
  std::string text;
  for (int i = 0; i < count; ++i) text += each + '\n';
  return text;
}

std::string shown(const std::string& page, std::size_t columns = 80, Language language = Language::en) {
  return within_a_screen(page, "CMD", {columns, usual_rows}, language);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(screens)

BOOST_AUTO_TEST_CASE(what_fits_is_shown_as_it_is) {
  for (const auto& page : {std::string(), lines(1), lines(40)}) BOOST_TEST(shown(page) == page);
}

BOOST_AUTO_TEST_CASE(what_does_not_is_cut_and_the_rest_counted) {
  BOOST_TEST(shown(lines(41)) == lines(39) + "  ... 2 lines more: CMD\n");
  BOOST_TEST(shown(lines(100), 80, Language::ja) == lines(39) + "  ……ほか61行：CMD\n");
}

BOOST_AUTO_TEST_CASE(the_place_at_its_end_stays) {
  const std::string place = "  harness/rulebook/fees.yaml:20\n";
  BOOST_TEST(shown(lines(40) + place) == lines(38) + "  ... 2 lines more: CMD\n" + place);
  BOOST_TEST(shown(lines(39) + place) == lines(39) + place);
}

BOOST_AUTO_TEST_CASE(a_line_that_wraps_takes_several) {
  const std::string wide(60, 'x');
  BOOST_TEST(shown(lines(20, wide), 30) == lines(20, wide));  // two rows each
  BOOST_TEST(shown(lines(21, wide), 30) == lines(19, wide) + "  ... 2 lines more: CMD\n");
  BOOST_TEST(shown(lines(21, "二二二二二二二二二二二二二二二二二二二二"), 20) ==
             lines(19, "二二二二二二二二二二二二二二二二二二二二") + "  ... 2 lines more: CMD\n");
}

BOOST_AUTO_TEST_CASE(a_terminal_says_how_many_rows_it_has) {
  const auto in_rows = [](std::size_t rows) {
    return within_a_screen(lines(40), "CMD", {80, rows}, Language::en);
  };
  BOOST_TEST(in_rows(24) == lines(22) + "  ... 18 lines more: CMD\n");  // and the prompt
  BOOST_TEST(in_rows(41) == lines(40));
  BOOST_TEST(in_rows(2) == lines(9) + "  ... 31 lines more: CMD\n");
}

BOOST_AUTO_TEST_SUITE_END()
