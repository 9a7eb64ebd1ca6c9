// Dates as the rules count them: months, ages, business days.
#pragma once

#include <filesystem>
#include <set>

#include "base/date.hpp"
#include "base/yaml.hpp"

namespace karimen::harness {

/// On which day someone born on 29 February has a birthday in other years.
enum class LeapBirthday { february_28, march_1 };

/// `months` later (earlier if negative), clamped to the end of the month: 31 January + 1 = 28 or 29 February.
[[nodiscard]] Date plus_months(Date date, int months);

/// Completed years on `on`; a year is completed on the birthday itself.
[[nodiscard]] int age(Date born, Date on, LeapBirthday leap);

/// National holidays; Saturdays, Sundays and 29 December to 3 January need no entry.
class Calendar {
 public:
  Calendar() = default;
  explicit Calendar(std::set<Date> holidays) : holidays_(std::move(holidays)) {}
  /// Reads {holidays: {2026-01-01: {ja, en}, ...}}. Throws DiagnosticError.
  static Calendar from(const yaml::Node& node);
  static Calendar load(const std::filesystem::path& path);

  [[nodiscard]] bool business_day(Date date) const;
  /// In order.
  [[nodiscard]] const std::set<Date>& holidays() const { return holidays_; }
  /// The first business day after `date`.
  [[nodiscard]] Date next_business_day(Date date) const;

 private:
  std::set<Date> holidays_;
};

}  // namespace karimen::harness
