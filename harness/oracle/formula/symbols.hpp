// Words and texts as small numbers, sets of them as small numbers too; append-only.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/number_of.hpp"
#include "harness/fact/value.hpp"
#include "harness/oracle/formula/datum.hpp"

namespace karimen::harness::rules {

/// An interner. One may stand on another, which it never changes: the rulebook's is shared by all oracles.
class Symbols {
 public:
  explicit Symbols(const Symbols* below = nullptr);

  [[nodiscard]] std::int64_t word(std::string_view text);
  [[nodiscard]] const std::string& text(std::int64_t symbol) const;
  /// Whether that is a symbol of it.
  [[nodiscard]] bool knows(std::int64_t symbol) const {
    return 0 <= symbol && symbol < first_word_ + static_cast<std::int64_t>(texts_.size());
  }
  /// Members in any order, duplicates allowed.
  [[nodiscard]] std::int64_t set(std::vector<std::int64_t> members);
  /// Sorted by symbol.
  [[nodiscard]] std::span<const std::int64_t> members(std::int64_t set) const;

  [[nodiscard]] Datum datum(const Value& value);
  /// Whether `value` would become this datum.
  [[nodiscard]] bool stands_for(Datum datum, const Value& value) const;
  /// An undecided datum becomes the empty text.
  [[nodiscard]] Value value(Datum datum) const;
  [[nodiscard]] Datum undecided(std::string_view reason) { return {Tag::undecided, word(reason)}; }

 private:
  [[nodiscard]] std::int64_t find_word(std::string_view text) const;  ///< -1: none
  [[nodiscard]] std::int64_t find_set(const std::vector<std::int64_t>& members) const;

  const Symbols* below_;
  std::int64_t first_word_;  ///< symbols below this one belong to `below_`
  std::int64_t first_set_;
  std::vector<std::string> texts_;
  std::vector<std::vector<std::int64_t>> sets_;
  NumberOf word_index_;
  std::map<std::vector<std::int64_t>, std::int64_t> set_index_;
};

}  // namespace karimen::harness::rules
