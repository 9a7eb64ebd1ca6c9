// How texts are compared; tests/program/sources_test.py looks for quotations in documents.
#include "harness/oracle/rulebook/quotes.hpp"

#include <boost/test/unit_test.hpp>

#include "base/text.hpp"
#include "harness/oracle/rulebook/rulebook.hpp"

using namespace karimen;
using namespace karimen::harness;

BOOST_AUTO_TEST_SUITE(quotations)

BOOST_AUTO_TEST_CASE(are_compared_without_width_and_white_space) {
  BOOST_TEST(rules::normalised("１０：００～ ①\n ｶﾞﾊﾟｳﾞ　(注)（注）⑳") == "10:00~1ガパヴ(注)(注)20");
  BOOST_TEST(rules::normalised("令和７年３月 ２４日") == rules::normalised("令和7年3月24日"));
  BOOST_TEST(rules::normalised("㈱㌔\u3000㊞") == "(株)キロ印");
  BOOST_TEST(rules::normalised("\uFEFFか\u3099\r\n\t\u00A0\u2028。") == "が。");
  BOOST_TEST(rules::normalised("a\xFFz") == "a\uFFFDz");
}

// A quotation is a sentence, not a copy of its document.
BOOST_AUTO_TEST_CASE(of_the_shipped_rulebook_are_short) {
  constexpr std::size_t longest = 60;
  const std::filesystem::path root = KARIMEN_SOURCE_DIR;
  const auto rulebook = Rulebook::load(root / "harness/rulebook");
  std::size_t count = 0;
  rules::for_each_source(rulebook.program(), [&](const std::string& by, const rules::Source& source) {
    for (const auto& quote : source.quotes) {
      ++count;
      BOOST_CHECK_MESSAGE(to_code_points(quote.text).size() <= longest, by << " quotes " << quote.text);
    }
  });
  BOOST_TEST(count > 100u);
}

BOOST_AUTO_TEST_SUITE_END()
