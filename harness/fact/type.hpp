// The type of a fact or an input: a kind of value, words beside it, or words alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/yaml.hpp"
#include "harness/fact/value.hpp"

namespace karimen::harness {

/// What a value is, apart from the words of its type. `any`: not yet known (a derived fact before the
/// rulebook is compiled); a value is then read by its look. A time of day is a Value of characters, "09:30".
enum class Base { words, boolean, integer, date, moment, time, text, facility, set, any };

/// YAML spellings: [a, b] · boolean · integer · date · moment · time · text · facility · integer_or_none ·
/// version_or_none · date_or_none · moment_or_none · set · "set [a, b]" · {set: [a, b]} ·
/// "integer_or [none, not_stated]" · "integer | none | not_stated".
struct Type {
  Base base = Base::any;
  std::vector<std::string>
      words;  ///< Base::words: all values; set: members (empty = any); else: extra values
  bool operator==(const Type&) const = default;

  [[nodiscard]] bool has_word(std::string_view word) const;
};

[[nodiscard]] std::string to_string(const Type& type);

/// Reads the value of a `type:` key. Throws DiagnosticError.
[[nodiscard]] Type read_type(const yaml::Node& node);

/// Reads a value of `type`; wrong words are reported with the nearest known one. Throws DiagnosticError.
[[nodiscard]] Value read_value(const yaml::Node& node, const Type& type);

/// A scalar of `type` from its text; nullopt if it is none. Sets are not scalars.
[[nodiscard]] std::optional<Value> parse_value(std::string_view text, const Type& type);

/// Whether `value` is one of `type`.
[[nodiscard]] bool accepts(const Type& type, const Value& value);

/// What a fact starts with when nothing else is said: none where the type has it, [] for sets, else nothing.
[[nodiscard]] std::optional<Value> natural_default(const Type& type);

}  // namespace karimen::harness
