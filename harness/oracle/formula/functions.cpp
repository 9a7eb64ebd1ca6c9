#include "harness/oracle/formula/functions.hpp"

#include <array>

namespace karimen::harness::rules {

std::span<const Function> functions() {
  static const std::array<Function, 18> table{{
      {"months_before", Op::months_before, {Base::date, Base::integer}, 0, Base::date},
      {"months_after", Op::months_after, {Base::date, Base::integer}, 0, Base::date},
      {"age", Op::age, {Base::date, Base::date, Base::words}, 1, Base::integer},
      {"birthday", Op::birthday, {Base::date, Base::integer, Base::words}, 1, Base::date},
      {"next_business_day", Op::next_business_day, {Base::date}, 0, Base::date},
      {"business_day", Op::business_day, {Base::date}, 0, Base::boolean},
      {"date", Op::date_of, {Base::moment}, 0, Base::date},
      {"time", Op::time_of, {Base::moment}, 0, Base::time},
      {"length", Op::length, {Base::text}, 0, Base::integer},
      {"alphanumeric", Op::alphanumeric, {Base::text}, 0, Base::boolean},
      {"digits", Op::digits, {Base::text}, 0, Base::boolean},
      {"contains", Op::contains, {Base::set, Base::words}, 0, Base::boolean},
      {"empty", Op::empty, {Base::set}, 0, Base::boolean},
      {"union", Op::union_of, {Base::set, Base::set}, 0, Base::set},
      {"earlier", Op::lesser, {Base::date, Base::date}, 0, Base::date},
      {"later", Op::greater_of, {Base::date, Base::date}, 0, Base::date},
      {"min", Op::lesser, {Base::integer, Base::integer}, 0, Base::integer},
      {"max", Op::greater_of, {Base::integer, Base::integer}, 0, Base::integer},
  }};
  return table;
}

}  // namespace karimen::harness::rules
