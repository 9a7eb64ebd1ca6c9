// The value of a fact, as scenarios write it, systems answer it and reports show it.
#pragma once

#include <boost/container/flat_map.hpp>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <variant>

#include "base/date.hpp"
#include "harness/fact/fact_name.hpp"

namespace karimen::harness {

/// A set of words, for example obstacles. Ordered, so that nothing unordered reaches a trace.
using WordSet = std::set<std::string>;

/// Word, number, date, moment, truth or set. Words and texts (numbers with leading zeros) are both
/// std::string; "none" is a word like any other: there is no null.
using Value = std::variant<bool, std::int64_t, Date, Moment, std::string, WordSet>;

/// Facts by name, `noun.property`, in one piece of memory and in the order of their names. What adds or takes
/// away one moves the others.
using Facts = boost::container::flat_map<FactName, Value, std::less<>>;

/// Of facts that are gone through in order: `from`, or the first one behind it that is not before `name`.
template <class Iterator>
[[nodiscard]] Iterator sought(FactName name, Iterator from, Iterator end) {
  while (from != end && from->first != name && from->first < name) ++from;
  return from;
}

/// As scenarios spell it: true, 2100, 2026-05-01, 2026-05-01T09:00, recorded, [A, B].
[[nodiscard]] std::string to_string(const Value& value);
/// The members of a set as `to_string` spells it, "[A, B]"; the brackets may be left out.
[[nodiscard]] WordSet members_of(std::string_view text);

}  // namespace karimen::harness
