// What formulas ask of the characters of a text.
#pragma once

#include <cstdint>
#include <string_view>

#include "harness/oracle/formula/expression.hpp"

namespace karimen::harness::rules {

/// In characters.
[[nodiscard]] std::int64_t length_of(std::string_view text);
/// `op`: Op::digits or Op::alphanumeric, of ASCII. Nothing consists of either.
[[nodiscard]] bool consists_of(Op op, std::string_view text);

}  // namespace karimen::harness::rules
