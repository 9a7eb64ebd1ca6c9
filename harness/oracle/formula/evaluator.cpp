#include "harness/oracle/formula/evaluator.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "base/assert.hpp"
#include "harness/oracle/formula/arithmetic.hpp"
#include "harness/oracle/formula/characters.hpp"

namespace karimen::harness::rules {
namespace {

Date to_date(Datum datum) {
  return Date(std::chrono::sys_days(std::chrono::days(datum.number)));
}
Datum to_datum(Date date) {
  return {Tag::date, std::chrono::sys_days(date).time_since_epoch().count()};
}

constexpr std::int64_t seconds_a_day = 86400;
std::int64_t floor_days(std::int64_t seconds) {
  return seconds >= 0 ? seconds / seconds_a_day : -((-seconds + seconds_a_day - 1) / seconds_a_day);
}

// Days and seconds of 0000-01-01 and of 10000-01-01.
constexpr std::int64_t first_day = -719'528, end_day = 2'932'897;
bool has_four_digit_year(Datum datum) {
  const auto day = datum.tag == Tag::moment ? floor_days(datum.number) : datum.number;
  return first_day <= day && day < end_day;
}

/// none is before, after and between nothing.
Datum ordered(Op op, Datum left, Datum right) {
  if (left.tag == Tag::word || right.tag == Tag::word || left.tag != right.tag) return boolean(false);
  switch (op) {
    case Op::less:
      return boolean(left.number < right.number);
    case Op::less_equal:
      return boolean(left.number <= right.number);
    case Op::greater:
      return boolean(left.number > right.number);
    default:
      return boolean(left.number >= right.number);
  }
}

constexpr std::size_t max_arguments = 3;
constexpr auto no_such_year = "a day is outside the years 0 to 9999";

}  // namespace

Evaluator::Evaluator(const Program& program, Symbols& symbols, const Calendar& calendar)
    : program_(program),
      symbols_(symbols),
      calendar_(calendar),
      known_(program.facts.size()),
      march_1_(symbols.word("march_1")) {
  for (const auto& each : program.facts)
    kinds_.push_back({!each.derive.empty(), static_cast<std::int16_t>(each.assumption)});
}

void Evaluator::look_at(const FactData& facts) {
  KARIMEN_ASSERT(facts.size() == kinds_.size(), "a person has every fact of the program");
  facts_ = &facts;
  forget();
}

Datum Evaluator::derived(std::size_t index, Reliance& reliance) {
  auto& known = known_[index];
  if (known.generation != generation_) {
    Reliance own;
    const auto value = evaluate(program_.facts[index].derive, own);
    known = {generation_, value, own};
  }
  reliance |= known.reliance;
  return known.value;
}

// What most formulas are made of: worth its place at every call.
[[gnu::always_inline]] inline Datum Evaluator::leaf(const Instruction& own, Reliance& reliance) {
  if (own.step == Step::literal) return own.value;
  const auto value = fact(own.operand, reliance);
  if (own.step == Step::fact || value.tag == Tag::undecided) return value;
  return boolean((value == own.value) == (own.step == Step::is));
}

Datum Evaluator::any_of(const Expression& expression, const Instruction& own, bool decisive,
                        Reliance& reliance) {
  Datum result = boolean(!decisive);
  Reliance all;
  const auto* argument = &own + 1;
  for (int left = own.count; left > 0; --left, argument += argument->length) {
    Reliance one;
    const auto value = argument->step <= last_leaf ? leaf(*argument, one) : run(expression, *argument, one);
    all |= one;
    if (value == boolean(decisive)) {
      reliance |= one;  // the others do not matter
      return value;
    }
    if (value.tag == Tag::undecided) result = value;
  }
  reliance |= all;
  return result;
}

Datum Evaluator::run(const Expression& expression, const Instruction& own, Reliance& reliance) {
  switch (own.step) {
    case Step::any_of:
      return any_of(expression, own, true, reliance);
    case Step::all_of:
      return any_of(expression, own, false, reliance);
    case Step::conditional: {
      const auto* argument = &own + 1;
      const auto condition = run(expression, *argument, reliance);
      if (condition.tag == Tag::undecided) return condition;
      argument += argument->length;
      if (condition.number == 0) argument += argument->length;
      return run(expression, *argument, reliance);
    }
    case Step::equal:
    case Step::unequal:
    case Step::other:
      break;
    default:
      return leaf(own, reliance);
  }
  std::array<Datum, max_arguments> values;
  const auto* argument = &own + 1;
  for (std::size_t i = 0; i < own.count; ++i, argument += argument->length) {
    values[i] =
        argument->step <= last_leaf ? leaf(*argument, reliance) : run(expression, *argument, reliance);
    if (values[i].tag == Tag::undecided) return values[i];
  }
  if (own.step != Step::other) return boolean((values[0] == values[1]) == (own.step == Step::equal));
  return apply(expression.nodes[static_cast<std::size_t>(own.operand)], values.data());
}

Datum Evaluator::apply(const ExpressionNode& own, const Datum* a) {
  const bool none = a[0].tag == Tag::word;  // a date, moment or number that is none
  switch (own.op) {
    case Op::negation:
      return boolean(a[0].number == 0);
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
      return ordered(own.op, a[0], a[1]);
    case Op::plus:
    case Op::minus:
    case Op::times:
      return calculate(own, a[0], a[1]);
    case Op::months_before:
      return shift_months(own, a[0], a[1], -1);
    case Op::months_after:
      return shift_months(own, a[0], a[1], 1);
    case Op::age: {
      if (none || a[1].tag == Tag::word) return none ? a[0] : a[1];
      return integer(karimen::harness::age(to_date(a[0]), to_date(a[1]), leap_birthday(own, a)));
    }
    case Op::birthday:
      return birthday(own, a[0], a[1], leap_birthday(own, a));
    case Op::next_business_day:
      return none ? a[0] : to_datum(calendar_.next_business_day(to_date(a[0])));
    case Op::business_day:
      return boolean(!none && calendar_.business_day(to_date(a[0])));
    case Op::date_of:
      return none ? a[0] : Datum{Tag::date, floor_days(a[0].number)};
    case Op::time_of:
      return none ? a[0] : Datum{Tag::time, a[0].number - floor_days(a[0].number) * seconds_a_day};
    case Op::length:
      return integer(length_of(symbols_.text(a[0].number)));
    case Op::alphanumeric:
    case Op::digits:
      return test_text(own.op, a[0]);
    case Op::contains: {
      const auto members = symbols_.members(a[0].number);
      return boolean(std::binary_search(members.begin(), members.end(), a[1].number));
    }
    case Op::empty:
      return boolean(symbols_.members(a[0].number).empty());
    case Op::union_of:
      return unite(a[0], a[1]);
    case Op::lesser:
    case Op::greater_of: {
      if (none) return a[1];  // none is no candidate
      if (a[1].tag == Tag::word) return a[0];
      return (own.op == Op::lesser) == (a[0].number <= a[1].number) ? a[0] : a[1];
    }
    default:
      break;
  }
  return {};
}

Datum Evaluator::calculate(const ExpressionNode& own, Datum left, Datum right) {
  if (left.tag == Tag::word) return left;
  if (right.tag == Tag::word) return right;
  const auto result = calculated(own.op, own.unit, left.number, right.number);
  if (!result) return beyond(own, "a number is too large to be calculated with");
  if (left.tag != Tag::integer && !has_four_digit_year({left.tag, *result})) return beyond(own, no_such_year);
  return {left.tag, *result};
}

Datum Evaluator::beyond(const ExpressionNode& own, const char* reason) {
  const auto where = own.value.tag == Tag::word ? " (" + symbols_.text(own.value.number) + ')' : "";
  return symbols_.undecided(reason + where);
}

Datum Evaluator::shift_months(const ExpressionNode& own, Datum date, Datum count, int sign) {
  if (date.tag == Tag::word) return date;
  if (count.tag == Tag::word) return count;
  constexpr std::int64_t most = 10'000 * 12;
  const auto shifted = count.number >= -most && count.number <= most
                           ? to_datum(plus_months(to_date(date), sign * static_cast<int>(count.number)))
                           : Datum{Tag::date, most * 31 * (count.number < 0 ? -sign : sign)};
  return has_four_digit_year(shifted) ? shifted : beyond(own, no_such_year);
}

LeapBirthday Evaluator::leap_birthday(const ExpressionNode& own, const Datum* a) const {
  return own.argument_count == 3 && a[2].number == march_1_ ? LeapBirthday::march_1
                                                            : LeapBirthday::february_28;
}

Datum Evaluator::birthday(const ExpressionNode& own, Datum born, Datum count, LeapBirthday leap) {
  constexpr std::int64_t beyond = std::numeric_limits<std::int64_t>::max();
  if (count.tag != Tag::word) count.number = calculated(Op::times, 0, 12, count.number).value_or(beyond);
  auto day = shift_months(own, born, count, 1);
  if (day.tag != Tag::date) return day;
  const bool clamped = to_date(day).day() != to_date(born).day();  // only a 29 February is
  if (clamped && leap == LeapBirthday::march_1) ++day.number;
  return day;
}

Datum Evaluator::test_text(Op op, Datum text) const {
  if (text.tag != Tag::word) return boolean(false);
  return boolean(consists_of(op, symbols_.text(text.number)));
}

Datum Evaluator::unite(Datum left, Datum right) {
  const auto a = symbols_.members(left.number);
  const auto b = symbols_.members(right.number);
  std::vector<std::int64_t> members(a.begin(), a.end());
  members.insert(members.end(), b.begin(), b.end());
  return {Tag::set, symbols_.set(std::move(members))};
}

}  // namespace karimen::harness::rules
