#include "sim/blueprint/certificate_text.hpp"

#include <boost/test/unit_test.hpp>

using namespace karimen::sim::blueprint;

BOOST_AUTO_TEST_SUITE(certificate_texts)

BOOST_AUTO_TEST_CASE(what_certificates_hold_stays_as_it_is) {
  const auto made = certificate_text("試験　花子－１濵");  // 濵 is a supplementary kanji
  BOOST_TEST(made.text == "試験　花子－１濵");
  BOOST_TEST(made.flags == "00000000");
  BOOST_TEST(made.substitutions.empty());
}

BOOST_AUTO_TEST_CASE(variants_are_substituted_and_flagged) {
  const auto made = certificate_text("髙橋　\U00020BB7子");
  BOOST_TEST(made.text == "高橋　吉子");
  BOOST_TEST(made.flags == "10010");
  BOOST_REQUIRE(made.substitutions.size() == 2U);
  BOOST_TEST(made.substitutions[1].at == 3U);
  BOOST_TEST(made.substitutions[1].substitute == "吉");
}

BOOST_AUTO_TEST_CASE(a_variation_selector_goes_with_its_character) {
  const auto made = certificate_text("葛\U000E0100城");
  BOOST_TEST(made.text == "葛城");
  BOOST_TEST(made.flags == "10");
}

BOOST_AUTO_TEST_CASE(compatibility_ideographs_become_the_unified_ones) {
  BOOST_TEST(certificate_text("\uFA19\uFA11\uFA1B").text == "神崎福");
}

BOOST_AUTO_TEST_CASE(ascii_becomes_full_width) {
  const auto made = certificate_text("A 1");
  BOOST_TEST(made.text == "Ａ　１");
  BOOST_TEST(made.flags == "111");
}

BOOST_AUTO_TEST_CASE(where_there_is_no_substitute_none_is_named) {
  const auto made = certificate_text("\uE000");
  BOOST_TEST(made.text == "〓");
  BOOST_REQUIRE(made.substitutions.size() == 1U);
  BOOST_TEST(made.substitutions[0].substitute.empty());
}

BOOST_AUTO_TEST_SUITE_END()
