// Optional things as values of facts: what is not there is the word `none`.
#pragma once

#include <optional>
#include <string>

#include "harness/fact/value.hpp"

namespace karimen::harness::builtin {

template <typename T>
[[nodiscard]] Value or_none(const std::optional<T>& value) {
  return value ? Value(*value) : Value(std::string("none"));
}

}  // namespace karimen::harness::builtin
