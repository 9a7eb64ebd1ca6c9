#include "harness/oracle/formula/lexer.hpp"

#include <array>

#include "base/date.hpp"
#include "base/text.hpp"

namespace karimen::harness::rules {
namespace {

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}
// Everything beyond ASCII belongs to a name: facilities and words may be Japanese.
bool is_letter(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || c == U'_' || c > 0x7F;
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(to_code_points(text)) {}

  std::vector<Token> run() {
    std::vector<Token> tokens;
    while (skip_blanks(), at_ < text_.size()) tokens.push_back(next());
    tokens.push_back({TokenKind::end, "", text_.size()});
    return tokens;
  }

 private:
  char32_t peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : U'\0';
  }
  void skip_blanks() {
    while (peek() == U' ' || peek() == U'\n' || peek() == U'\t') ++at_;
  }
  Token token(TokenKind kind, std::size_t from) const {
    return {kind, to_utf8(std::u32string_view(text_).substr(from, at_ - from)), from};
  }

  Token next() {
    if (is_digit(peek())) return number();
    if (is_letter(peek())) return name();
    if (peek() == U'\'' || peek() == U'"') return quoted();
    return sign();
  }

  Token name() {
    const auto from = at_;
    while (is_letter(peek()) || is_digit(peek()) ||
           ((peek() == U'.' || peek() == U'-') && (is_letter(peek(1)) || is_digit(peek(1)))))
      ++at_;
    return token(TokenKind::name, from);
  }

  // 12 · 2026-05-01 · 2026-05-01T09:00 · 09:30
  Token number() {
    const auto from = at_;
    while (is_digit(peek()) || ((peek() == U'-' || peek() == U':' || peek() == U'T') && is_digit(peek(1))))
      ++at_;
    auto result = token(TokenKind::integer, from);
    const auto& text = result.text;
    if (text.find_first_not_of("0123456789") == std::string::npos) return result;
    if (parse_date(text))
      result.kind = TokenKind::date;
    else if (parse_moment(text))
      result.kind = TokenKind::moment;
    else if (parse_moment("2000-01-01T" + text))
      result.kind = TokenKind::time;
    else
      throw FormulaError{from, "'" + text + "' is no number, date, moment or time that exists",
                         "write 12, 2026-05-01, 2026-05-01T09:00 or 09:30"};
    return result;
  }

  Token quoted() {
    const auto from = at_;
    const auto quote = text_[at_++];
    while (at_ < text_.size() && text_[at_] != quote) ++at_;
    if (at_ == text_.size()) throw FormulaError{from, "the text is not closed", "add the closing quote"};
    const auto inside = std::u32string_view(text_).substr(from + 1, at_ - from - 1);
    ++at_;
    return {TokenKind::text, to_utf8(inside), from};
  }

  Token sign() {
    constexpr std::array<std::u32string_view, 17> signs{U"..", U"<=", U">=", U"!=", U"=", U"<",
                                                        U">",  U"(",  U")",  U"[",  U"]", U",",
                                                        U"+",  U"-",  U"*",  U"{",  U"}"};
    const auto rest = std::u32string_view(text_).substr(at_);
    for (const auto sign : signs) {
      if (!rest.starts_with(sign)) continue;
      at_ += sign.size();
      return {TokenKind::sign, to_utf8(sign), at_ - sign.size()};
    }
    throw FormulaError{at_, "'" + to_utf8(rest.substr(0, 1)) + "' means nothing here",
                       "put texts in 'quotes'"};
  }

  std::u32string text_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<Token> tokens_of(std::string_view text) {
  return Lexer(text).run();
}

}  // namespace karimen::harness::rules
