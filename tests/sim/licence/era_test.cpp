#include "sim/licence/era.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <tuple>
#include <vector>

using namespace karimen;
using namespace karimen::sim;
namespace data = boost::unit_test::data;

BOOST_AUTO_TEST_SUITE(era)

const std::vector<std::tuple<std::string, std::string>> days{
    {"1868-01-25", "1010125"}, {"1912-07-29", "1450729"}, {"1912-07-30", "2010730"},
    {"1926-12-24", "2151224"}, {"1926-12-25", "3011225"}, {"1989-01-07", "3640107"},
    {"1989-01-08", "4010108"}, {"2019-04-30", "4310430"}, {"2019-05-01", "5010501"},
    {"2030-08-08", "5120808"}, {"2028-02-29", "5100229"}};

BOOST_DATA_TEST_CASE(a_day_is_written_in_its_era_and_read_back, data::make(days), civil, coded) {
  const Date date = parse_date(civil).value();
  BOOST_TEST(licence::to_era_date(date).value() == coded);
  BOOST_TEST((licence::parse_era_date(coded) == date));
}

BOOST_DATA_TEST_CASE(what_is_no_day_of_an_era_is_refused,
                     data::make({"4310501", "3640108", "5000101", "5010430", "6010101", "0010101", "5120230",
                                 "5121301", "512080", "51208088", "5l20808", ""}),
                     text) {
  BOOST_TEST(!licence::parse_era_date(text).has_value());
}

BOOST_AUTO_TEST_CASE(before_the_eras_there_is_no_era_year) {
  BOOST_TEST(!licence::era_year_of(parse_date("1868-01-24").value()).has_value());
  BOOST_TEST((licence::era_year_of(parse_date("1991-07-08").value()) == licence::EraYear{4, 3}));
}

BOOST_AUTO_TEST_SUITE_END()
