#include "base/text.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace karimen;
namespace data = boost::unit_test::data;

namespace {

const std::vector<std::string> vocabulary{"warm", "hot", "deliver_card", "delivery_notice",
                                          "personalise_card"};

struct Typo {
  const char* word;
  const char* meant;  ///< "" = nothing is near
};
std::ostream& operator<<(std::ostream& out, const Typo& typo) {
  return out << typo.word;
}

const Typo typos[] = {
    {"warm", "warm"},
    {"warn", "warm"},                          // replaced
    {"wam", "warm"},                           // left out
    {"warmm", "warm"},                         // put in
    {"wram", "warm"},                          // neighbours swapped: one edit, all that four letters allow
    {"hto", "hot"},                            // likewise in three letters
    {"wmra", ""},                              // two edits are too many for four letters
    {"toh", ""},                               // not neighbours
    {"deilver_card", "deliver_card"},          //
    {"personalsie_crad", "personalise_card"},  // two swaps, two edits
    {"xyz", ""},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(nearest_words)

BOOST_DATA_TEST_CASE(are_found_within_a_third_of_the_length, data::make(typos), typo) {
  BOOST_TEST(nearest_word(typo.word, vocabulary) == typo.meant);
}

BOOST_AUTO_TEST_CASE(are_found_in_whatever_case_they_were_typed) {
  const std::vector<std::string> words{"wished", "NO_WISH", "no_mention", "no_wash"}, cases{"OK", "ok", "Ok"};
  BOOST_TEST(nearest_word("no_wish", words) == "NO_WISH");
  BOOST_TEST(nearest_word("No_Wihs", words) == "NO_WISH");
  BOOST_TEST(nearest_word("ok", cases) == "ok");
  BOOST_TEST(nearest_word("Ok", cases) == "Ok");
  BOOST_TEST(suggestion("CHANNEL", std::vector<std::string>{"channel_x"}) == "did you mean 'channel_x'?");
}

BOOST_AUTO_TEST_CASE(the_nearer_one_wins_whatever_the_order) {
  const std::vector<std::string> first{"abcdef", "abdcfe"}, second{"abdcfe", "abcdef"};
  BOOST_TEST(nearest_word("abdcef", first) == "abcdef");
  BOOST_TEST(nearest_word("abdcef", second) == "abdcfe");  // equally near: the first
  BOOST_TEST(nearest_word("abcdeg", second) == "abcdef");
}

BOOST_AUTO_TEST_SUITE_END()

namespace {

struct Wide {
  const char* text;
  std::size_t columns;
};
std::ostream& operator<<(std::ostream& out, const Wide& wide) {
  return out << wide.text;
}

const Wide texts[] = {
    {"abc", 3},
    {"試験　花子", 10},
    {"ＡＢ", 4},
    {"ｱｲ", 2},              // half-width katakana
    {"葛\U000E0100城", 4},  // a variation selector of an ideograph
    {"葛\U000E01EF城", 4},
    {"☎\uFE0E", 1},     // a variation selector of a symbol
    {"か\u3099き", 4},  // a combining voiced sound mark
    {"e\u0301", 1},     // a combining accent
    {"a\u20DD", 1},     // a combining circle
    {"𠮷野", 4},        // beyond the basic plane
    {"", 0},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(columns)

BOOST_DATA_TEST_CASE(count_what_a_terminal_shows, data::make(texts), text) {
  BOOST_TEST(display_width(text.text) == text.columns);
  BOOST_TEST(display_width(padded(text.text, 12)) == 12U);
}

BOOST_AUTO_TEST_SUITE_END()
