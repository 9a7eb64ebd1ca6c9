// The birth key's years (chip.md C.4): eras change with the day, and the era itself is not part of the key.
#include <boost/test/unit_test.hpp>

#include "sim/blueprint/make_card.hpp"

using namespace karimen;

namespace {

struct Day {
  Date date;
  const char* key;
};

using namespace std::chrono_literals;

const Day days[] = {
    {1912y / 7 / 29, "450729"},  {1912y / 7 / 30, "010730"}, {1926y / 12 / 24, "151224"},
    {1926y / 12 / 25, "011225"}, {1989y / 1 / 7, "640107"},  {1989y / 1 / 8, "010108"},
    {1991y / 7 / 8, "030708"},   {2019y / 4 / 30, "310430"}, {2019y / 5 / 1, "010501"},
    {2024y / 2 / 29, "060229"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(eras)

BOOST_AUTO_TEST_CASE(era_years_change_with_the_day) {
  for (const auto& [date, key] : days) {
    sim::blueprint::Person person;
    person.birth_date = date;
    BOOST_TEST(sim::blueprint::birth_key(person) == key);
  }
}

BOOST_AUTO_TEST_SUITE_END()
