#include "harness/scenario/given/birthday.hpp"

namespace karimen::harness {
namespace {

namespace chrono = std::chrono;

// The year of the birthday that a licence's last day belongs to: one back for a December birthday.
chrono::year birthday_year(Date licence_expires, Birthday birthday) {
  return birthday.month() == chrono::December ? licence_expires.year() - chrono::years{1}
                                              : licence_expires.year();
}

bool agrees(const BirthdayDates& dates, Birthday birthday) {
  if (dates.born && Birthday{dates.born->month() / dates.born->day()} != birthday) return false;
  if (dates.card_expires && birthday_in(birthday, dates.card_expires->year()) != *dates.card_expires)
    return false;
  if (!dates.licence_expires) return true;
  const auto year = birthday_year(*dates.licence_expires, birthday);
  return birthday_plus_month(birthday, year) == *dates.licence_expires;
}

}  // namespace

Date birthday_in(Birthday birthday, chrono::year year) {
  const Date date{year, birthday.month(), birthday.day()};
  return date.ok() ? date : Date{year, chrono::February, chrono::day{28}};
}

Date birthday_plus_month(Birthday birthday, chrono::year year) {
  const auto from = birthday_in(birthday, year);
  const auto month = chrono::year_month{from.year(), from.month()} + chrono::months{1};
  const auto last = chrono::year_month_day_last{month.year(), chrono::month_day_last{month.month()}}.day();
  return Date{month.year(), month.month(), std::min(from.day(), last)};
}

std::optional<Birthday> common_birthday(const BirthdayDates& dates, std::optional<Birthday> preferred) {
  if (preferred && agrees(dates, *preferred)) return preferred;
  for (unsigned month = 1; month <= 12; ++month)
    for (unsigned day = 1; day <= 31; ++day) {
      const Birthday candidate{chrono::month{month}, chrono::day{day}};
      if (candidate.ok() && agrees(dates, candidate)) return candidate;
    }
  return std::nullopt;
}

BirthdayDates moved(const BirthdayDates& dates, Birthday birthday) {
  BirthdayDates result;
  if (dates.born) result.born = birthday_in(birthday, dates.born->year());
  if (dates.card_expires) result.card_expires = birthday_in(birthday, dates.card_expires->year());
  // "keeps its year" is that of the printed date, also where the month after December is January.
  if (dates.licence_expires)
    result.licence_expires = birthday_plus_month(birthday, birthday_year(*dates.licence_expires, birthday));
  return result;
}

}  // namespace karimen::harness
