#include "sim/world/calendar/calendar.hpp"

namespace karimen::sim::world {
namespace {

Date shifted(Date date, int count) {
  const auto month = std::chrono::year_month{date.year(), date.month()} + std::chrono::months{count};
  const Date last{month / std::chrono::last};
  return date.day() > last.day() ? last : Date{month / date.day()};
}

int year_of(Date date) {
  return static_cast<int>(date.year());
}

}  // namespace

Date months_before(Date date, int months) {
  return shifted(date, -months);
}
Date months_after(Date date, int months) {
  return shifted(date, months);
}

Calendar::Calendar(std::shared_ptr<const Holidays> holidays, LeapBirthday leap)
    : holidays_(std::move(holidays)), leap_(leap) {}

Date Calendar::birthday(Date birth, int year) const {
  const Date day{std::chrono::year{year}, birth.month(), birth.day()};
  if (day.ok()) return day;
  using namespace std::chrono;
  return leap_ == LeapBirthday::february_28 ? Date{std::chrono::year{year}, February, std::chrono::day{28}}
                                            : Date{std::chrono::year{year}, March, std::chrono::day{1}};
}

Date Calendar::birthday_after(Date birth, Date day, int count) const {
  const int year = year_of(day);
  const int first = birthday(birth, year) > day ? year : year + 1;
  return birthday(birth, first + count - 1);
}

Date Calendar::birthday_until(Date birth, Date day) const {
  const int year = year_of(day);
  const Date this_year = birthday(birth, year);
  return this_year <= day ? this_year : birthday(birth, year - 1);
}

int Calendar::age(Date birth, Date day) const {
  return year_of(birthday_until(birth, day)) - year_of(birth);
}

bool Calendar::is_working_day(Date day) const {
  using namespace std::chrono;
  const weekday week{local_days{day}};
  if (week == Saturday || week == Sunday || holidays_->contains(day)) return false;
  const bool year_end = day.month() == December && day.day() >= std::chrono::day{29};
  const bool new_year = day.month() == January && day.day() <= std::chrono::day{3};
  return !year_end && !new_year;
}

Date Calendar::working_day_from(Date day) const {
  while (!is_working_day(day)) day = plus_days(day, 1);
  return day;
}

}  // namespace karimen::sim::world
