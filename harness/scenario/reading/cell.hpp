// What an expectation says about a value: a value, or a cell in the notation of the rulebook (architecture.md
// 6, Cells).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/yaml.hpp"
#include "harness/fact/vocabulary.hpp"

namespace karimen::harness {

/// A literal, or the fact of that name.
using Operand = std::variant<Value, FactName>;

/// One unary test. `interval` uses both operands, `any` and `empty` none.
struct UnaryTest {
  enum class Op { any, equal, less, less_equal, greater, greater_equal, interval, empty, contains };
  Op op = Op::equal;
  std::optional<Operand> first;
  std::optional<Operand> second;
  bool first_open = false;   ///< interval: the lower end does not belong to it
  bool second_open = false;  ///< interval: the upper end does not belong to it
  bool operator==(const UnaryTest&) const = default;
};

/// Holds if one of the tests does (or, negated, none).
struct Cell {
  std::string text;  ///< as it is shown
  bool negated = false;
  std::vector<UnaryTest> tests;
  bool operator==(const Cell&) const = default;
};

/// The cell "= value".
[[nodiscard]] Cell exactly(Value value);

/// Reads a quoted cell over a fact of `type`. Throws DiagnosticError at `node`.
[[nodiscard]] Cell read_cell(const yaml::Node& node, const Type& type, const Vocabulary& vocabulary);

/// Gives a fact's value, or nullopt if it has none.
using Lookup = std::function<std::optional<Value>(const std::string& name)>;

/// Whether `seen` satisfies the cell; a comparison with an unknown fact or another kind of value does not
/// hold.
[[nodiscard]] bool holds(const Cell& cell, const Value& seen, const Lookup& lookup);

}  // namespace karimen::harness
