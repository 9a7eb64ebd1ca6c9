// What is left out, in words.
#include <boost/test/unit_test.hpp>

#include <set>
#include <string>

#include "sim/chip/cause/limits.hpp"

namespace karimen::sim::chip {

BOOST_AUTO_TEST_SUITE(limits_of_the_chip)

BOOST_AUTO_TEST_CASE(every_limit_says_what_why_and_what_instead_in_both_languages) {
  std::set<std::string> names;
  for (const auto& limit : limits()) {
    BOOST_TEST(names.insert(limit.what.en).second);
    BOOST_TEST(!limit.section.empty());
    for (const auto& words : {limit.what, limit.why, limit.instead}) {
      const std::string english = words.en, japanese = words.ja;
      BOOST_TEST(!english.empty());
      BOOST_TEST(english != japanese);
      BOOST_TEST(!japanese.empty());
      BOOST_TEST(!english.ends_with('.'));
    }
  }
  BOOST_TEST(names.size() > 15u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace karimen::sim::chip
