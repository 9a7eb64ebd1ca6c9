#include "base/date.hpp"

#include <cstdio>

namespace karimen {
namespace {

using std::chrono::days;
using std::chrono::local_days;

// Reads exactly `text.size()` decimal digits.
std::optional<int> number(std::string_view text) {
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = number(text.substr(0, 4));
  const auto month = number(text.substr(5, 2));
  const auto day = number(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const Date date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                  std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return date;
}

std::optional<Moment> parse_moment(std::string_view text) {
  if (text.size() != 16 && text.size() != 19) return std::nullopt;
  const auto date = parse_date(text.substr(0, 10));
  if (!date || text[10] != 'T' || text[13] != ':') return std::nullopt;
  const auto hour = number(text.substr(11, 2));
  const auto minute = number(text.substr(14, 2));
  std::optional<int> second = 0;
  if (text.size() == 19) second = text[16] == ':' ? number(text.substr(17, 2)) : std::nullopt;
  if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  return at_midnight(*date) + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
         std::chrono::seconds{*second};
}

std::string to_string(Date date) {
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

std::string to_string(Moment moment) {
  const auto seconds = time_of_day(moment).count();
  char text[16];
  std::snprintf(text, sizeof text, "T%02d:%02d", static_cast<int>(seconds / 3600),
                static_cast<int>(seconds / 60 % 60));
  auto result = to_string(date_of(moment)) + text;
  if (seconds % 60 != 0) {
    std::snprintf(text, sizeof text, ":%02d", static_cast<int>(seconds % 60));
    result += text;
  }
  return result;
}

std::string to_compact(Date date) {
  auto text = to_string(date);
  std::erase(text, '-');
  return text;
}

Date date_of(Moment moment) {
  return Date{std::chrono::floor<days>(moment)};
}

std::chrono::seconds time_of_day(Moment moment) {
  return moment - std::chrono::floor<days>(moment);
}

Moment at_midnight(Date date) {
  return Moment{local_days{date}};
}

Date plus_days(Date date, int count) {
  return Date{local_days{date} + days{count}};
}

}  // namespace karimen
