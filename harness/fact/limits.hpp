// What a value must be beyond its type: within a range, of a form, the name of something that exists.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "harness/fact/label.hpp"
#include "harness/fact/type.hpp"

namespace karimen::harness {

/// The form of a text, from the `formats` of the vocabulary.
struct Format {
  std::string name;
  std::string characters;  ///< the class that all of them belong to; empty: any
  std::size_t least = 0;   ///< characters
  std::size_t most = 0;    ///< 0: any number
  std::string exists;      ///< "photograph", "facility": the name of one that exists; empty: of nothing
  BilingualText label;     ///< "4 digits"
};

/// Nothing in it: every value of the type will do.
struct Limits {
  std::optional<Value> from;  ///< integers, dates and moments; both ends belong to the range
  std::optional<Value> to;
  std::shared_ptr<const Format> format;  ///< texts
};

/// Reads {characters: digits, length: 4 | [6, 16], exists: photograph, ja: ..., en: ...}.
/// Throws DiagnosticError.
[[nodiscard]] Format read_format(const yaml::Node& key, const yaml::Node& value);

/// Reads the keys `from` and `to` of a mapping, as values of `type`. Throws DiagnosticError.
[[nodiscard]] Limits read_range(const yaml::Node& mapping, const Type& type);

/// What a value must be, in words ("0 to 5", "4 digits"), if it is not; nullopt if it is. Words of the type
/// are always right; whether a name exists is not asked here.
[[nodiscard]] std::optional<std::string> violated(const Value& value, const Type& type, const Limits& limits);

}  // namespace karimen::harness
