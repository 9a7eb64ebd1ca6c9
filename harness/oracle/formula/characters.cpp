#include "harness/oracle/formula/characters.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace karimen::harness::rules {
namespace {

bool is_ascii_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_ascii_alphanumeric(char c) {
  return is_ascii_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

std::int64_t length_of(std::string_view text) {
  return static_cast<std::int64_t>(to_code_points(text).size());
}

bool consists_of(Op op, std::string_view text) {
  return !text.empty() &&
         std::ranges::all_of(text, op == Op::digits ? is_ascii_digit : is_ascii_alphanumeric);
}

}  // namespace karimen::harness::rules
