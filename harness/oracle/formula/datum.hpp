// A value inside the evaluator: a tag and 64 bits.
#pragma once

#include <cstdint>

namespace karimen::harness::rules {

enum class Tag : std::uint8_t {
  undecided,  ///< number: symbol of the reason
  boolean,
  integer,
  date,    ///< days since 1970-01-01
  moment,  ///< seconds since 1970-01-01T00:00 JST
  time,    ///< seconds since midnight
  word,    ///< symbol of a word or text
  set,     ///< index of an interned set of symbols
};

struct Datum {
  Tag tag = Tag::undecided;
  std::int64_t number = 0;
  bool operator==(const Datum&) const = default;
};

constexpr Datum boolean(bool value) {
  return {Tag::boolean, value ? 1 : 0};
}
constexpr Datum integer(std::int64_t value) {
  return {Tag::integer, value};
}

}  // namespace karimen::harness::rules
