// Whole numbers that never wrap around.
#pragma once

#include <optional>

#include "harness/oracle/formula/expression.hpp"

namespace karimen::harness::rules {

/// plus, minus (of `right` times `unit`, 0 counting as 1) and times; nullopt where 64 bits do not hold it.
[[nodiscard]] std::optional<std::int64_t> calculated(Op op, Unit unit, std::int64_t left, std::int64_t right);

/// The value of a node that only calculates with literals; nullopt if facts take part or it is too large.
[[nodiscard]] std::optional<std::int64_t> constant(const Expression& expression, std::int32_t node);
/// Whether a node calculates with literals alone.
[[nodiscard]] bool is_constant(const Expression& expression, std::int32_t node);

}  // namespace karimen::harness::rules
