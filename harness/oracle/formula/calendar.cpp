#include "harness/oracle/formula/calendar.hpp"

#include <algorithm>

namespace karimen::harness {

using std::chrono::day;
using std::chrono::month_day;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::weekday;

Date plus_months(Date date, int count) {
  const auto month = std::chrono::year_month(date.year(), date.month()) + months(count);
  const auto last =
      std::chrono::year_month_day_last(month.year(), std::chrono::month_day_last(month.month())).day();
  return month / std::min(date.day(), last);
}

int age(Date born, Date on, LeapBirthday leap) {
  auto birthday = on.year() / born.month() / born.day();
  if (!birthday.ok())
    birthday = on.year() / (leap == LeapBirthday::february_28 ? month_day(std::chrono::February, day(28))
                                                              : month_day(std::chrono::March, day(1)));
  const int years = static_cast<int>(on.year()) - static_cast<int>(born.year());
  return on < birthday ? years - 1 : years;
}

Calendar Calendar::from(const yaml::Node& node) {
  std::set<Date> holidays;
  for (const auto& entry : node.at("holidays").as_mapping()) holidays.insert(entry.key.as_date());
  return Calendar(std::move(holidays));
}

Calendar Calendar::load(const std::filesystem::path& path) {
  const auto& documents = yaml::load_once(path);
  if (documents.empty())
    throw DiagnosticError(
        Diagnostic{.where = {path.string()}, .what = "no holidays here", .fix = "add 'holidays: {...}'"});
  return from(documents.front());
}

bool Calendar::business_day(Date date) const {
  const weekday day_of_week{sys_days(date)};
  if (day_of_week == std::chrono::Saturday || day_of_week == std::chrono::Sunday) return false;
  const auto month = static_cast<unsigned>(date.month());
  const auto in_month = static_cast<unsigned>(date.day());
  // The turn of the year: offices are closed by law from 29 December to 3 January.
  if ((month == 12 && in_month >= 29) || (month == 1 && in_month <= 3)) return false;
  return !holidays_.contains(date);
}

Date Calendar::next_business_day(Date date) const {
  do date = plus_days(date, 1);
  while (!business_day(date));
  return date;
}

}  // namespace karimen::harness
