// Civil dates and times of Japan (JST, no zones), as written in YAML, on the card and in reports.
// No rule lives here: month and age arithmetic stay with those who judge or act.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace karimen {

using Date = std::chrono::year_month_day;
/// A moment in JST, to the second.
using Moment = std::chrono::local_seconds;

/// "2026-05-01". nullopt for anything else, impossible days included.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);
/// "2026-05-01T09:00" or "2026-05-01T09:00:30". nullopt for anything else.
[[nodiscard]] std::optional<Moment> parse_moment(std::string_view text);

[[nodiscard]] std::string to_string(Date date);
/// "2026-05-01T09:00", with seconds only where they are not zero.
[[nodiscard]] std::string to_string(Moment moment);
/// "20260501", as the card writes dates.
[[nodiscard]] std::string to_compact(Date date);

[[nodiscard]] Date date_of(Moment moment);
[[nodiscard]] std::chrono::seconds time_of_day(Moment moment);
[[nodiscard]] Moment at_midnight(Date date);
[[nodiscard]] Date plus_days(Date date, int days);

}  // namespace karimen
