// Which characters belong to which of the two standards (chip.md): certificates may carry both, records the
// first alone.
#include "sim/licence/jis.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace karimen;
using namespace karimen::sim;
namespace data = boost::unit_test::data;

BOOST_AUTO_TEST_SUITE(jis)

// The first and last characters of JIS X 0212, rows 2 and 77.
BOOST_DATA_TEST_CASE(a_supplementary_character_is_in_no_record, data::make({0x02D8, 0x4E02, 0x9FA5}),
                     character) {
  BOOST_TEST(licence::in_jis_x0212(static_cast<char32_t>(character)));
  BOOST_TEST(!licence::in_jis_x0208(static_cast<char32_t>(character)));
}

// A vendor's small roman numeral, half-width letters, and what the first standard has.
BOOST_DATA_TEST_CASE(others_are_not_supplementary,
                     data::make({0x2170, 0x41, 0xFF71, 0x5B57, 0x7199, 0x1F600}), character) {
  BOOST_TEST(!licence::in_jis_x0212(static_cast<char32_t>(character)));
}

BOOST_DATA_TEST_CASE(codes_at_the_edges_of_the_table_are_text,
                     data::make({"2121", "217E", "2821", "3021", "7426"}), coded) {
  BOOST_TEST(licence::from_jis_x0208(from_hex(coded)).has_value());
}

BOOST_DATA_TEST_CASE(codes_outside_of_the_table_are_refused,
                     data::make({"2020", "2120", "217F", "2921", "2F21", "7521", "7F21", "21"}), coded) {
  BOOST_TEST(!licence::from_jis_x0208(from_hex(coded)).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
