// Tokens of formulas and cells.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace karimen::harness::rules {

enum class TokenKind { name, integer, date, moment, time, text, sign, end };

struct Token {
  TokenKind kind = TokenKind::end;
  std::string text;        ///< texts without their quotes
  std::size_t offset = 0;  ///< in characters (code points)
};

/// What is wrong with a formula, and where in it. The loader turns it into a Diagnostic.
struct FormulaError {
  std::size_t offset = 0;  ///< in characters
  std::string what;
  std::string fix = {};
};

/// Names may contain dots and, inside, hyphens (assume.A-10): a minus sign stands between spaces.
/// The last token is `end`. Throws FormulaError.
[[nodiscard]] std::vector<Token> tokens_of(std::string_view text);

}  // namespace karimen::harness::rules
