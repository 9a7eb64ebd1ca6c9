#include "sim/licence/era.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace karimen::sim::licence {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

constexpr std::array<Date, 5> first_days{year{1868} / 1 / 25, year{1912} / 7 / 30, year{1926} / 12 / 25,
                                         year{1989} / 1 / 8, year{2019} / 5 / 1};

}  // namespace

std::optional<EraYear> era_year_of(Date date) {
  const auto after = std::upper_bound(first_days.begin(), first_days.end(), date);
  if (after == first_days.begin()) return std::nullopt;
  const int first_year = static_cast<int>((after - 1)->year());
  return EraYear{static_cast<int>(after - first_days.begin()),
                 static_cast<int>(date.year()) - first_year + 1};
}

std::optional<std::string> to_era_date(Date date) {
  const auto counted = era_year_of(date);
  if (!counted || counted->year > 99) return std::nullopt;
  return fmt::format("{}{:02}{:02}{:02}", counted->era, counted->year, static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::optional<Date> parse_era_date(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.size() != 7 || !std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
  const auto number = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
  const int era = text[0] - '0';
  if (era < 1 || era > static_cast<int>(first_days.size())) return std::nullopt;
  const year counted =
      first_days[static_cast<std::size_t>(era - 1)].year() + std::chrono::years{number(1) - 1};
  const Date date{counted, month{static_cast<unsigned>(number(3))}, day{static_cast<unsigned>(number(5))}};
  // Writing it again refuses days outside the era, the 0th year and dates that do not exist.
  if (!date.ok() || to_era_date(date) != text) return std::nullopt;
  return date;
}

}  // namespace karimen::sim::licence
