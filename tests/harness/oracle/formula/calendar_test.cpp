#include "harness/oracle/formula/calendar.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace karimen;
using namespace karimen::harness;
namespace data = boost::unit_test::data;

namespace {

const Calendar& shipped() {
  static const auto calendar = Calendar::load(std::string(KARIMEN_SOURCE_DIR) + "/fixtures/holidays.yaml");
  return calendar;
}

struct Day {
  const char* date;
  bool open;
};
std::ostream& operator<<(std::ostream& out, const Day& each) {
  return out << each.date;
}

const Day days[] = {
    {"2025-05-06", false},                                                // substitute for Sunday 4 May
    {"2026-09-21", false}, {"2026-09-22", false},                         // between two holidays
    {"2026-09-23", false}, {"2026-09-24", true},  {"2027-03-22", false},  // substitute for Sunday 21 March
    {"2032-09-21", false},                                                // between two holidays
    {"2028-12-28", true},  {"2028-12-29", false}, {"2029-01-03", false},
    {"2029-01-04", true},  {"2026-06-13", false}, {"2026-06-15", true},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(calendar)

BOOST_DATA_TEST_CASE(shipped_holidays_close_the_offices, data::make(days), each) {
  BOOST_TEST(shipped().business_day(*parse_date(each.date)) == each.open);
}

BOOST_AUTO_TEST_CASE(the_next_business_day_is_never_the_day_itself) {
  BOOST_TEST(to_string(shipped().next_business_day(*parse_date("2026-09-18"))) == "2026-09-24");
  BOOST_TEST(to_string(shipped().next_business_day(*parse_date("2026-09-24"))) == "2026-09-25");
}

BOOST_AUTO_TEST_SUITE_END()
