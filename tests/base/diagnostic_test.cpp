#include "base/diagnostic.hpp"

#include <boost/test/unit_test.hpp>
#include <sstream>

#include "base/text.hpp"

using namespace karimen;

namespace {

// The line shown and the line with the caret, without what stands before them.
std::pair<std::string, std::string> excerpt(const std::string& line, int column) {
  std::istringstream in(render(Diagnostic{.where = {"f", 7, column}, .what = "x", .source_line = line}));
  std::string head, shown, caret;
  std::getline(in, head);
  std::getline(in, shown);
  std::getline(in, caret);
  return {shown.substr(shown.find('|') + 2), caret.substr(caret.find('|') + 2)};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(diagnostics)

BOOST_AUTO_TEST_CASE(a_short_line_is_shown_whole) {
  const auto [shown, caret] = excerpt("key: [日本", 7);
  BOOST_TEST(shown == "key: [日本");
  BOOST_TEST(caret == "      ^");
}

BOOST_AUTO_TEST_CASE(of_a_long_line_what_is_around_the_caret_is_shown) {
  for (const auto& unit : {std::string("x"), std::string("日")})
    for (const int column : {1, 2, 100, 5000, 9999, 10000}) {
      std::string line;
      for (int i = 1; i < 10000; ++i) line += i == column ? std::string("!") : unit;
      const auto [shown, caret] = excerpt(line, column);
      BOOST_TEST(display_width(shown) <= 162u);
      // The caret stands under its character.
      const auto at = shown.find('!');
      if (column < 10000) BOOST_TEST(display_width(shown.substr(0, at)) + 1 == display_width(caret));
      BOOST_TEST(shown.starts_with("…") == (column >= 100));
      BOOST_TEST(shown.ends_with("…") == (column < 9900));
    }
}

BOOST_AUTO_TEST_SUITE_END()
