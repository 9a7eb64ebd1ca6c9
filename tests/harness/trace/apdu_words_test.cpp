#include <boost/test/unit_test.hpp>

#include "harness/trace/apdu_words.hpp"

namespace karimen::harness::trace {

BOOST_AUTO_TEST_SUITE(apdu_words)

BOOST_AUTO_TEST_CASE(apdus_have_words_in_both_languages) {
  BOOST_TEST(command_words(from_hex("00A4040C0AD392F000260100000001")) ==
             "SELECT JPKI application (D392F000260100000001)");
  BOOST_TEST(command_words(from_hex("00B09A0003")) == "READ BINARY EF 001A from 0");
  BOOST_TEST(command_words(from_hex("002000980431333537")) == "VERIFY key EF 0018, 4 characters");
  BOOST_TEST(response_words(from_hex("6A82"), Language::ja) ==
             "6A82: ファイル・アプリケーション・鍵がない");
  BOOST_TEST(response_words({}) == "no answer: the card vanished or stopped");
  BOOST_TEST(tlv_words(from_hex("6F0C840AD392F000260100000001")) ==
             "6F, 12 bytes\n  84, 10 bytes: D392F000260100000001\n");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace karimen::harness::trace
