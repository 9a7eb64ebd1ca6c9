#include "sim/world/calendar/calendar.hpp"

#include <boost/test/unit_test.hpp>

#include "sim/world/facility.hpp"

using namespace karimen;
using namespace karimen::sim::world;

namespace {

Date day(const char* text) {
  return *parse_date(text);
}

Calendar calendar(LeapBirthday leap = LeapBirthday::february_28) {
  return {std::make_shared<const Holidays>(
              load_holidays(std::string(KARIMEN_SOURCE_DIR) + "/fixtures/holidays.yaml")),
          leap};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(world_calendar)

BOOST_AUTO_TEST_CASE(months_are_clamped_to_the_months_end) {
  BOOST_CHECK(months_before(day("2026-05-31"), 3) == day("2026-02-28"));
  BOOST_CHECK(months_after(day("2026-12-31"), 2) == day("2027-02-28"));
  BOOST_CHECK(months_before(day("2026-01-15"), 1) == day("2025-12-15"));
}

BOOST_AUTO_TEST_CASE(a_leap_day_birthday_falls_where_the_custom_says) {
  const Date born = day("2000-02-29");
  BOOST_CHECK(calendar().birthday(born, 2026) == day("2026-02-28"));
  BOOST_CHECK(calendar(LeapBirthday::march_1).birthday(born, 2026) == day("2026-03-01"));
  BOOST_CHECK(calendar().birthday(born, 2028) == day("2028-02-29"));
}

BOOST_AUTO_TEST_CASE(birthdays_after_a_day_do_not_count_the_day_itself) {
  const Date born = day("1986-07-20");
  BOOST_CHECK(calendar().birthday_after(born, day("2026-07-20"), 1) == day("2027-07-20"));
  BOOST_CHECK(calendar().birthday_after(born, day("2026-07-19"), 10) == day("2035-07-20"));
  BOOST_CHECK(calendar().birthday_until(born, day("2026-07-20")) == day("2026-07-20"));
  BOOST_TEST(calendar().age(born, day("2026-07-19")) == 39);
}

BOOST_AUTO_TEST_CASE(working_days_skip_weekends_holidays_and_the_turn_of_the_year) {
  BOOST_CHECK(calendar().working_day_from(day("2026-05-02")) ==
              day("2026-05-07"));  // Saturday, then holidays
  BOOST_CHECK(calendar().working_day_from(day("2025-12-29")) == day("2026-01-05"));
  BOOST_CHECK(calendar().working_day_from(day("2026-05-11")) == day("2026-05-11"));
}

BOOST_AUTO_TEST_SUITE_END()
