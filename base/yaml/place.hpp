// Places inside a scalar: a diagnostic can point at the character that is wrong, not at the value's
// beginning.
#pragma once

#include "base/yaml.hpp"

namespace karimen::yaml {

/// Where character `index` of a scalar stands. Escapes of a double-quoted scalar count as the one character
/// that they stand for. Of a value of several lines, or beyond its end: where the value begins.
[[nodiscard]] Position place_of(const Node& scalar, std::size_t index);
/// As `Node::diagnostic`, at that place.
[[nodiscard]] Diagnostic diagnostic_at(const Node& scalar, std::size_t index, std::string what,
                                       std::string fix = "");
[[noreturn]] void fail_at(const Node& scalar, std::size_t index, std::string what, std::string fix = "");

}  // namespace karimen::yaml
