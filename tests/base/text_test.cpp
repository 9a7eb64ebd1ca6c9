#include "base/text.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace karimen;
namespace data = boost::unit_test::data;

namespace {

const std::vector<std::string> known{"warm", "hot", "deliver_card", "delivery_notice", "personalise_card"};

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
  BOOST_TEST(nearest_word(typo.word, known) == typo.meant);
}

BOOST_AUTO_TEST_CASE(the_nearer_one_wins_whatever_the_order) {
  const std::vector<std::string> first{"abcdef", "abdcfe"}, second{"abdcfe", "abcdef"};
  BOOST_TEST(nearest_word("abdcef", first) == "abcdef");
  BOOST_TEST(nearest_word("abdcef", second) == "abdcfe");  // equally near: the first
  BOOST_TEST(nearest_word("abcdeg", second) == "abcdef");
}

BOOST_AUTO_TEST_SUITE_END()
