// The calendar that the institutions share: months, birthdays, working days.
#pragma once

#include <filesystem>
#include <memory>
#include <set>

#include "base/date.hpp"

namespace karimen::sim::world {

/// The same day of the month `months` earlier or later; the month's last day where it has no such day.
[[nodiscard]] Date months_before(Date date, int months);
[[nodiscard]] Date months_after(Date date, int months);

/// Where a birthday of 29 February falls in a common year.
enum class LeapBirthday { february_28, march_1 };

using Holidays = std::set<Date>;

/// The national holidays of fixtures/holidays.yaml. Throws DiagnosticError.
[[nodiscard]] Holidays load_holidays(const std::filesystem::path& file);

class Calendar {
 public:
  Calendar(std::shared_ptr<const Holidays> holidays, LeapBirthday leap);

  [[nodiscard]] Date birthday(Date birth, int year) const;
  /// The `count`-th birthday after `day`; a birthday on `day` itself does not count.
  [[nodiscard]] Date birthday_after(Date birth, Date day, int count) const;
  /// The latest birthday on or before `day`.
  [[nodiscard]] Date birthday_until(Date birth, Date day) const;
  /// Reached on the birthday.
  [[nodiscard]] int age(Date birth, Date day) const;
  /// Not a Saturday, Sunday, national holiday or 29 December to 3 January.
  [[nodiscard]] bool is_working_day(Date day) const;
  /// `day` itself if it is one.
  [[nodiscard]] Date working_day_from(Date day) const;

 private:
  std::shared_ptr<const Holidays> holidays_;
  LeapBirthday leap_;
};

}  // namespace karimen::sim::world
