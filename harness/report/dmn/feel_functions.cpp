#include "harness/report/dmn/feel_functions.hpp"

#include <array>

namespace karimen::harness::report {

using rules::Op;

std::span<const FeelFunction> feel_functions() {
  static const std::array<FeelFunction, 7> table{{
      {"months_after",
       {"day", "months"},
       "if day = null or months = null then null else if months < 0 then day - duration(\"P\" + "
       "string(-months) "
       "+ \"M\") else day + duration(\"P\" + string(months) + \"M\")",
       {},
       "so many months later, at the latest on the last day of that month"},
      {"completed_age",
       {"born", "day", "leap"},
       "if born = null or day = null then null else day.year - born.year - (if day.month * 100 + day.day >= "
       "(if "
       "born.month = 2 and born.day = 29 and leap != \"march_1\" and not(modulo(day.year, 4) = 0 and "
       "(modulo(day.year, 100) != 0 or modulo(day.year, 400) = 0)) then 228 else born.month * 100 + "
       "born.day) "
       "then 0 else 1)",
       {},
       "completed years; who was born on 29 February has the birthday on 28 February in common years, or on "
       "1 March"},
      {"birthday_of",
       {"born", "age", "leap"},
       "if born = null or age = null then null else if leap = \"march_1\" and months_after(born, 12 * "
       "age).day "
       "!= born.day then months_after(born, 12 * age) + duration(\"P1D\") else months_after(born, 12 * age)",
       {"months_after"},
       "the day on which an age is completed; 29 February likewise"},
      {"is_business_day",
       {"day"},
       "day != null and not(day of week(day) in (\"Saturday\", \"Sunday\")) and not(day.month = 12 and "
       "day.day "
       ">= 29) and not(day.month = 1 and day.day <= 3) and not(list contains(HOLIDAYS, string(day)))",
       {},
       "no Saturday, Sunday or holiday, and not 29 December to 3 January"},
      {"business_day_after",
       {"day"},
       "if day = null then null else (for next in (for each in 1..40 return day + duration(\"P\" + "
       "string(each) + \"D\")) return if is_business_day(next) then next else null)[item != null][1]",
       {"is_business_day"},
       "the first business day after a day"},
      {"lesser_of",
       {"one", "other"},
       "if one = null then other else if other = null or one <= other then one else other",
       {},
       "the earlier day, or the lesser number; null is no candidate"},
      {"greater_of",
       {"one", "other"},
       "if one = null then other else if other = null or one > other then one else other",
       {},
       "the later day, or the greater number; null is no candidate"},
  }};
  return table;
}

std::string feel_function_of(Op op) {
  switch (op) {
    case Op::months_before:
    case Op::months_after:
      return "months_after";
    case Op::age:
      return "completed_age";
    case Op::birthday:
      return "birthday_of";
    case Op::business_day:
      return "is_business_day";
    case Op::next_business_day:
      return "business_day_after";
    case Op::lesser:
      return "lesser_of";
    case Op::greater_of:
      return "greater_of";
    default:
      return "";
  }
}

}  // namespace karimen::harness::report
