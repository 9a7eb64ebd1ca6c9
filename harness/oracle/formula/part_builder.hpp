// What the parsers of formulas and cells share: the tokens, the nodes being built, and the types of the
// parts.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/text.hpp"
#include "harness/oracle/formula/parser.hpp"

namespace karimen::harness::rules {

/// A parsed part: its node, type, place, and, if it is a literal, its text.
struct Part {
  std::int32_t node = 0;
  Type type;
  std::size_t offset = 0;
  std::optional<std::string> literal;
  std::vector<std::string> spelled = {};  ///< the words that branches spell out
};

inline bool is_texty(Base base) {
  return base == Base::text || base == Base::facility || base == Base::words;
}

/// Whether values of both types can be equal at all.
inline bool comparable(const Type& a, const Type& b) {
  if (a.base == Base::any || b.base == Base::any || a.base == b.base) return true;
  if (is_texty(a.base) && is_texty(b.base)) return true;
  return std::any_of(a.words.begin(), a.words.end(), [&](auto& word) { return b.has_word(word); });
}

inline Type merged(const Type& a, const Type& b) {
  Type result = a.base == Base::words || a.base == Base::any ? b : a;
  const auto& other = a.base == Base::words || a.base == Base::any ? a : b;
  for (const auto& word : other.words)
    if (!result.has_word(word)) result.words.push_back(word);
  return result;
}

class PartBuilder {
 protected:
  PartBuilder(std::string_view text, Scope& scope, Symbols& symbols)
      : tokens_(tokens_of(text)), scope_(scope), symbols_(symbols) {}

  // --- tokens
  const Token& here() const { return tokens_[at_]; }
  bool is(std::string_view text) const {
    return (here().kind == TokenKind::sign || here().kind == TokenKind::name) && here().text == text;
  }
  bool accept(std::string_view text) {
    if (!is(text)) return false;
    ++at_;
    return true;
  }
  void expect(std::string_view text) {
    if (!accept(text)) fail("expected '" + std::string(text) + "', found " + shown(here()));
  }
  void expect_end() {
    if (here().kind != TokenKind::end) fail("unexpected " + shown(here()));
  }
  static std::string shown(const Token& token) {
    return token.kind == TokenKind::end ? "the end" : "'" + token.text + "'";
  }
  [[noreturn]] void fail(std::string what, std::string fix = "") const {
    fail_at(here().offset, std::move(what), std::move(fix));
  }
  [[noreturn]] static void fail_at(std::size_t offset, std::string what, std::string fix = "") {
    throw FormulaError{offset, std::move(what), std::move(fix)};
  }

  // --- nodes
  std::int32_t add(Op op, const std::vector<std::int32_t>& arguments, Datum value = {}, Unit unit = 0) {
    ExpressionNode node{op, unit, static_cast<std::int32_t>(result_.arguments.size()),
                        static_cast<std::int32_t>(arguments.size()), value};
    result_.arguments.insert(result_.arguments.end(), arguments.begin(), arguments.end());
    result_.nodes.push_back(node);
    return static_cast<std::int32_t>(result_.nodes.size()) - 1;
  }
  Expression made() {
    encode(result_);
    return std::move(result_);
  }
  Part truth(std::int32_t node, std::size_t offset) const { return {node, {Base::boolean, {}}, offset, {}}; }

  Part literal() {
    const auto& token = here();
    ++at_;
    Part part{0, {}, token.offset, token.text};
    Datum datum;
    switch (token.kind) {
      case TokenKind::integer:
        part.type = {Base::integer, {}};
        if (token.text.size() > 18)
          fail_at(token.offset, "the number is too long", "quote it if it is a text");
        datum = integer(std::stoll(token.text));
        break;
      case TokenKind::date:
        part.type = {Base::date, {}};
        datum = symbols_.datum(*parse_date(token.text));
        break;
      case TokenKind::moment:
        part.type = {Base::moment, {}};
        datum = symbols_.datum(*parse_moment(token.text));
        break;
      case TokenKind::time:
        part.type = {Base::time, {}};
        datum = {Tag::time, time_of_day(*parse_moment("2000-01-01T" + token.text)).count()};
        break;
      default:
        // "09:30" may be quoted as YAML habit has it
        if (parse_moment("2000-01-01T" + token.text)) {
          part.type = {Base::time, {}};
          datum = {Tag::time, time_of_day(*parse_moment("2000-01-01T" + token.text)).count()};
        } else {
          part.type = {Base::text, {}};
          datum = symbols_.datum(token.text);
        }
    }
    part.node = add(Op::literal, {}, datum);
    return part;
  }

  // --- types
  /// Reads a literal again as a value of `wanted`: a number as a text, a word as one of the type's words.
  void require(Part& part, const Type& wanted) {
    if (wanted.base == Base::any || part.type.base == Base::any) return;
    if (part.literal && wanted.base != Base::set) {
      if (wanted.base == Base::time && part.type.base == Base::time) return;
      const auto value = parse_value(*part.literal, wanted);
      const bool text_of_number = part.type.base == Base::boolean && is_texty(wanted.base);
      if (!value || text_of_number) wrong_literal(part, wanted);
      result_.nodes[static_cast<std::size_t>(part.node)].value = symbols_.datum(*value);
      return;
    }
    if (!comparable(part.type, wanted))
      fail_at(part.offset, "expected " + to_string(wanted) + ", found " + to_string(part.type));
    if (wanted.base == Base::words && part.type.base == Base::words) check_words(part, wanted);
    for (const auto& word : part.spelled)
      if (wanted.base == Base::words && !wanted.has_word(word))
        fail_at(part.offset, "unknown word '" + word + "'", suggestion(word, wanted.words));
  }
  static void check_words(const Part& part, const Type& wanted) {
    for (const auto& word : part.type.words)
      if (wanted.has_word(word)) return;
    if (part.type.words.empty() || wanted.words.empty()) return;
    fail_at(part.offset, "no word in common: " + to_string(part.type) + " and " + to_string(wanted));
  }
  [[noreturn]] static void wrong_literal(const Part& part, const Type& wanted) {
    if (part.type.base == Base::words && !wanted.words.empty())
      fail_at(part.offset, "unknown word '" + *part.literal + "'", suggestion(*part.literal, wanted.words));
    fail_at(part.offset, "expected " + to_string(wanted) + ", found '" + *part.literal + "'");
  }
  void agree(Part& left, Part& right) {
    if (left.literal && !right.literal)
      require(left, right.type);
    else if (right.literal && !left.literal)
      require(right, left.type);
    else if (!comparable(left.type, right.type))
      fail_at(right.offset, "cannot be compared: " + to_string(left.type) + " and " + to_string(right.type));
    else if (left.type.base == Base::words && right.type.base == Base::words)
      check_words(right, left.type);
  }
  static void require_order(const Part& part) {
    constexpr std::array ordered{Base::integer, Base::date, Base::moment, Base::time, Base::any};
    if (std::find(ordered.begin(), ordered.end(), part.type.base) == ordered.end())
      fail_at(part.offset, "values of " + to_string(part.type) + " have no order");
  }
  Part truth_argument(Part part) {
    require(part, {Base::boolean, {}});
    return part;
  }
  void check_member(Part& word, const Type& set) {
    if (!word.literal) return;
    if (!set.words.empty() && !set.has_word(*word.literal))
      fail_at(word.offset, "unknown word '" + *word.literal + "'", suggestion(*word.literal, set.words));
    if (set.words.empty() && !scope_.knows_word(*word.literal))
      fail_at(word.offset, "unknown word '" + *word.literal + "'", suggestion(*word.literal, scope_.words()));
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  Scope& scope_;
  Symbols& symbols_;
  Expression result_;
};

}  // namespace karimen::harness::rules
