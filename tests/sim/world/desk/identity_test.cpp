// People without a persona: their individual numbers are recognisable as test numbers.
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "sim/blueprint/make_card.hpp"
#include "sim/world/world.hpp"

using namespace karimen;
using namespace karimen::sim;
namespace data = boost::unit_test::data;

BOOST_AUTO_TEST_SUITE(identity)

// fixtures/personas/README.md: 123456, and then not the 78 of the personas.
BOOST_DATA_TEST_CASE(a_made_up_number_is_a_test_number,
                     data::make({"holder", "brother", "aunt", "zoe", "stranger", "q", "w", "e"}), id) {
  const Date born{std::chrono::year{1980}, std::chrono::May, std::chrono::day{5}};
  const std::string number = world::made_up_identity(id, born).individual_number;
  BOOST_TEST(number.size() == 12U);
  BOOST_TEST(number.starts_with("123456"));
  BOOST_TEST(number.substr(6, 2) != "78");
  BOOST_TEST(number.back() ==
             blueprint::individual_number_check_digit(std::string_view(number).substr(0, 11)));
}

BOOST_AUTO_TEST_SUITE_END()
