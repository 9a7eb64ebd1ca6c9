// Birthdays bind three dates: the birth date, the card's last day (a birthday) and the licence's last day
// (a birthday + 1 month). Completion rule 2 of the scenario reference.
#pragma once

#include <optional>
#include <vector>

#include "base/date.hpp"

namespace karimen::harness {

using Birthday = std::chrono::month_day;

/// The birthday in a year; 29 February is the 28th in common years.
[[nodiscard]] Date birthday_in(Birthday birthday, std::chrono::year year);
/// One month later, clamped to the month's end.
[[nodiscard]] Date birthday_plus_month(Birthday birthday, std::chrono::year year);

/// The three dates where they are known.
struct BirthdayDates {
  std::optional<Date> born;
  std::optional<Date> card_expires;
  std::optional<Date> licence_expires;
  bool operator==(const BirthdayDates&) const = default;
};

/// The birthday that agrees with every date given; `preferred` if it does (a clamped date leaves several).
/// nullopt if none does.
[[nodiscard]] std::optional<Birthday> common_birthday(const BirthdayDates& dates,
                                                      std::optional<Birthday> preferred);

/// The same years, moved to `birthday`.
[[nodiscard]] BirthdayDates moved(const BirthdayDates& dates, Birthday birthday);

}  // namespace karimen::harness
