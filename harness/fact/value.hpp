// The value of a fact, as scenarios write it, systems answer it and reports show it.
#pragma once

#include <boost/container/flat_map.hpp>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
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

/// Facts that are told in the order of their names, each once: nothing is looked for.
class FactsInOrder {
 public:
  explicit FactsInOrder(std::size_t room) { told_.reserve(room); }
  void add(FactName name, Value value) { told_.emplace_back(name, std::move(value)); }
  [[nodiscard]] Facts take() {
    Facts facts;
    facts.adopt_sequence(boost::container::ordered_unique_range, std::move(told_));
    return facts;
  }

 private:
  Facts::sequence_type told_;
};

/// All of both; of a fact that both have, the value of `facts`.
[[nodiscard]] Facts together(Facts facts, Facts more);

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
