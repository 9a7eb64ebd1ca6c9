// Japanese eras, as the licence record, 照合番号B and signature certificates count years.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace karimen::sim::licence {

/// A year of an era: era 1 明治, 2 大正, 3 昭和, 4 平成, 5 令和; the first year is 1.
struct EraYear {
  int era = 0;
  int year = 0;
  bool operator==(const EraYear&) const = default;
};

/// By day (chip.md C.4): 明治 from 1868-01-25, 大正 1912-07-30, 昭和 1926-12-25, 平成 1989-01-08, 令和
/// 2019-05-01. nullopt before 明治.
[[nodiscard]] std::optional<EraYear> era_year_of(Date date);

/// Era digit and YYMMDD in era years: 2030-08-08 → "5120808". nullopt before 明治 and after year 99 of an
/// era.
[[nodiscard]] std::optional<std::string> to_era_date(Date date);

/// The inverse; nullopt for anything that `to_era_date` does not write.
[[nodiscard]] std::optional<Date> parse_era_date(std::string_view text);

}  // namespace karimen::sim::licence
