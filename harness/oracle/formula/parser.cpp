#include "harness/oracle/formula/parser.hpp"

#include <algorithm>
#include <array>

#include "harness/oracle/formula/arithmetic.hpp"
#include "harness/oracle/formula/functions.hpp"
#include "harness/oracle/formula/part_builder.hpp"

namespace karimen::harness::rules {
namespace {

struct Comparison {
  std::string_view sign;
  Op op;
};
constexpr std::array comparisons{Comparison{"=", Op::equal},   Comparison{"!=", Op::unequal},
                                 Comparison{"<", Op::less},    Comparison{"<=", Op::less_equal},
                                 Comparison{">", Op::greater}, Comparison{">=", Op::greater_equal}};

struct UnitName {
  std::string_view name;
  Unit seconds;
};
constexpr std::array units{UnitName{"days", 86400}, UnitName{"day", 86400},  UnitName{"hours", 3600},
                           UnitName{"hour", 3600},  UnitName{"minutes", 60}, UnitName{"minute", 60}};

constexpr std::array<std::string_view, 11> reserved{"and",  "or",   "not",   "in",    "if",      "then",
                                                    "else", "true", "false", "empty", "contains"};

class Parser : private PartBuilder {
 public:
  Parser(std::string_view text, Scope& scope, Symbols& symbols) : PartBuilder(text, scope, symbols) {}

  Compiled formula(const Type* wanted) {
    auto part = expression();
    expect_end();
    if (wanted != nullptr) require(part, *wanted);
    return {made(), std::move(part.type)};
  }

  Expression cell(int fact) {
    subject_.type = scope_.type(fact);
    if (accept("-")) {
      expect_end();
      add(Op::literal, {}, boolean(true));
      return made();
    }
    subject_.node = add(Op::fact, {}, integer(fact));
    tests();
    expect_end();
    return made();
  }

 private:
  // --- formulas
  Part expression() {
    if (!is("if")) return disjunction();
    const auto offset = here().offset;
    ++at_;
    const auto condition = truth_argument(disjunction());
    expect("then");
    auto yes = expression();
    expect("else");
    auto no = expression();
    if (!yes.literal && no.literal && no.type.base != Base::words) require(no, yes.type);
    if (!no.literal && yes.literal && yes.type.base != Base::words) require(yes, no.type);
    const bool same_kind = yes.type.base == no.type.base || is_texty(yes.type.base) ||
                           is_texty(no.type.base) || yes.type.base == Base::any || no.type.base == Base::any;
    if (!same_kind)
      fail_at(no.offset,
              "both branches need one type: " + to_string(yes.type) + " and " + to_string(no.type));
    Part result{
        add(Op::conditional, {condition.node, yes.node, no.node}), merged(yes.type, no.type), offset, {}};
    for (const auto* branch : {&yes, &no}) {
      if (branch->literal && branch->type.base == Base::words) result.spelled.push_back(*branch->literal);
      result.spelled.insert(result.spelled.end(), branch->spelled.begin(), branch->spelled.end());
    }
    return result;
  }

  Part disjunction() {
    return chain("or", Op::any_of, [this] { return conjunction(); });
  }
  Part conjunction() {
    return chain("and", Op::all_of, [this] { return comparison(); });
  }

  template <typename Next>
  Part chain(std::string_view word, Op op, Next next) {
    auto first = next();
    if (!is(word)) return first;
    std::vector<std::int32_t> nodes{truth_argument(first).node};
    while (accept(word)) nodes.push_back(truth_argument(next()).node);
    return truth(add(op, nodes), first.offset);
  }

  Part comparison() {
    auto left = sum();
    if (accept("in")) return membership(std::move(left));
    for (const auto& [sign, op] : comparisons) {
      if (here().kind != TokenKind::sign || !accept(sign)) continue;
      auto right = sum();
      return compared(op, std::move(left), std::move(right));
    }
    return left;
  }

  Part compared(Op op, Part left, Part right) {
    agree(left, right);
    if (op != Op::equal && op != Op::unequal) {
      require_order(left);
      require_order(right);
    }
    return truth(add(op, {left.node, right.node}), left.offset);
  }

  /// in (a, b) · in [a, b] · in [a..b) with any mix of brackets
  Part membership(Part left) {
    const bool closed = is("[");
    if (!accept("[")) expect("(");
    auto first = sum();
    if (accept("..")) return interval(std::move(left), std::move(first), closed);
    std::vector<std::int32_t> nodes{compared(Op::equal, left, std::move(first)).node};
    while (accept(",")) nodes.push_back(compared(Op::equal, left, sum()).node);
    expect(closed ? "]" : ")");
    return truth(add(Op::any_of, nodes), left.offset);
  }

  Part interval(Part left, Part low, bool low_closed) {
    auto high = sum();
    const bool high_closed = is("]");
    if (!accept("]")) expect(")");
    const auto offset = left.offset;
    const auto above = compared(low_closed ? Op::greater_equal : Op::greater, left, std::move(low));
    const auto below = compared(high_closed ? Op::less_equal : Op::less, std::move(left), std::move(high));
    return truth(add(Op::all_of, {above.node, below.node}), offset);
  }

  Part sum() {
    auto left = product();
    while (is("+") || is("-")) {
      const auto op = accept("+") ? Op::plus : (expect("-"), Op::minus);
      left = added(op, std::move(left), product());
    }
    return left;
  }

  Part product() {
    auto left = primary();
    while (accept("*")) {
      auto right = primary();
      require(left, {Base::integer, {}});
      require(right, {Base::integer, {}});
      left = {calculation(Op::times, left, right), merged(left.type, right.type), left.offset, {}};
    }
    return left;
  }

  Part added(Op op, Part left, Part right) {
    for (const auto& [name, seconds] : units) {
      if (here().kind != TokenKind::name || !accept(name)) continue;
      require(right, {Base::integer, {}});
      if (left.type.base == Base::date && seconds != 86400)
        fail_at(left.offset, "a date has no hours or minutes", "use a moment");
      if (left.type.base != Base::date && left.type.base != Base::moment)
        fail_at(left.offset, "expected a date or a moment, found " + to_string(left.type));
      const auto unit = left.type.base == Base::date ? 1 : seconds;
      return {add(op, {left.node, right.node}, {}, unit), left.type, left.offset, {}};
    }
    require(left, {Base::integer, {}});
    require(right, {Base::integer, {}});
    return {calculation(op, left, right), merged(left.type, right.type), left.offset, {}};
  }

  // What is too large whatever the facts are is told here; the rest when it is calculated.
  std::int32_t calculation(Op op, const Part& left, const Part& right) {
    const auto node = add(op, {left.node, right.node});
    if (is_constant(result_, node) && !constant(result_, node))
      fail_at(left.offset, "the number is too large to be calculated with",
              "no number is above 9223372036854775807");
    return node;
  }

  Part primary() {
    const auto& token = here();
    switch (token.kind) {
      case TokenKind::integer:
      case TokenKind::date:
      case TokenKind::moment:
      case TokenKind::time:
      case TokenKind::text:
        return literal();
      case TokenKind::name:
        return named();
      case TokenKind::sign:
        if (accept("(")) {
          auto inner = expression();
          expect(")");
          inner.literal.reset();
          return inner;
        }
        if (is("[")) return set_literal();
        break;
      case TokenKind::end:
        break;
    }
    fail("expected a value, found " + shown(token));
  }

  Part named() {
    const auto token = here();
    ++at_;
    if (token.text == "true" || token.text == "false")
      return {
          add(Op::literal, {}, boolean(token.text == "true")), {Base::boolean, {}}, token.offset, token.text};
    if (token.text == "not") return negation(token);
    if (is("(")) return call(token);
    if (std::find(reserved.begin(), reserved.end(), token.text) != reserved.end())
      fail_at(token.offset, "unexpected '" + token.text + "'");
    if (const int fact = scope_.find(token.text); fact >= 0)
      return {add(Op::fact, {}, integer(fact)), scope_.type(fact), token.offset, {}};
    if (token.text.find('.') != std::string::npos)
      fail_at(token.offset, "unknown fact '" + token.text + "'",
              suggestion(token.text, scope_.names(), "'karimen rules vocabulary'"));
    return {add(Op::literal, {}, symbols_.datum(token.text)),
            {Base::words, {token.text}},
            token.offset,
            token.text};
  }

  Part negation(const Token& token) {
    expect("(");
    const auto inner = truth_argument(expression());
    expect(")");
    return truth(add(Op::negation, {inner.node}), token.offset);
  }

  Part call(const Token& token) {
    const auto table = functions();
    const auto found =
        std::find_if(table.begin(), table.end(), [&](auto& each) { return each.name == token.text; });
    if (found == table.end()) {
      std::vector<std::string> names;
      for (const auto& each : table) names.emplace_back(each.name);
      fail_at(token.offset, "unknown function '" + token.text + "'", suggestion(token.text, names));
    }
    expect("(");
    std::vector<Part> parts;
    do parts.push_back(expression());
    while (accept(","));
    expect(")");
    const auto& wanted = found->arguments;
    if (parts.size() > wanted.size() || parts.size() < wanted.size() - found->optional_arguments)
      fail_at(token.offset, token.text + " takes " + std::to_string(wanted.size()) + " values, found " +
                                std::to_string(parts.size()));
    return applied(*found, token, parts);
  }

  Part applied(const Function& function, const Token& token, std::vector<Part>& parts) {
    std::vector<std::int32_t> nodes;
    Type result{function.result, {}};
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const auto wanted = function.arguments[i];
      if (wanted == Base::words) {
        if (!is_texty(parts[i].type.base) && parts[i].type.base != Base::any)
          fail_at(parts[i].offset, "expected a word, found " + to_string(parts[i].type));
      } else if (wanted == Base::text) {
        if (!is_texty(parts[i].type.base) && parts[i].type.base != Base::any)
          fail_at(parts[i].offset, "expected a text, found " + to_string(parts[i].type));
      } else {
        require(parts[i], {wanted, {}});
        if (parts[i].type.base != wanted && parts[i].type.base != Base::any &&
            parts[i].type.base != Base::words)
          fail_at(parts[i].offset,
                  "expected " + to_string(Type{wanted, {}}) + ", found " + to_string(parts[i].type));
        if (function.result == wanted || function.result == Base::date)
          for (const auto& word : parts[i].type.words)
            if (!result.has_word(word)) result.words.push_back(word);
      }
      nodes.push_back(parts[i].node);
    }
    if (function.op == Op::contains) check_member(parts[1], parts[0].type);
    return {add(function.op, nodes), result, token.offset, {}};
  }

  Part set_literal() {
    const auto offset = here().offset;
    expect("[");
    Type type{Base::set, {}};
    std::vector<std::int64_t> members;
    if (!accept("]")) {
      do {
        if (here().kind != TokenKind::name) fail("expected a word, found " + shown(here()));
        if (!scope_.knows_word(here().text))
          fail("unknown word '" + here().text + "'",
               suggestion(here().text, scope_.words(), "'karimen rules vocabulary'"));
        type.words.push_back(here().text);
        members.push_back(symbols_.word(here().text));
        ++at_;
      } while (accept(","));
      expect("]");
    }
    return {add(Op::literal, {}, {Tag::set, symbols_.set(std::move(members))}), type, offset, {}};
  }

  // --- cells
  Part tests() {
    if (is("not") && tokens_[at_ + 1].text == "(") {
      ++at_;
      expect("(");
      const auto inner = tests();
      expect(")");
      return truth(add(Op::negation, {inner.node}), 0);
    }
    std::vector<std::int32_t> nodes{test().node};
    while (accept(",")) nodes.push_back(test().node);
    return nodes.size() == 1 ? truth(nodes.front(), 0) : truth(add(Op::any_of, nodes), 0);
  }

  Part test() {
    const auto offset = here().offset;
    if (accept("empty")) {
      require_set(offset);
      return truth(add(Op::empty, {subject_.node}), offset);
    }
    if (accept("contains")) {
      require_set(offset);
      auto word = operand();
      check_member(word, subject_.type);
      return truth(add(Op::contains, {subject_.node, word.node}), offset);
    }
    for (const auto& [sign, op] : comparisons)
      if (here().kind == TokenKind::sign && accept(sign)) return compared(op, subject_, operand());
    if (is("[") || is("(")) {
      const bool closed = is("[");
      ++at_;
      auto low = operand();
      expect("..");
      return interval_of(std::move(low), closed);
    }
    if (subject_.type.base == Base::set)
      fail("a set is tested with \"empty\", \"contains WORD\" or \"not(...)\"");
    return compared(Op::equal, subject_, operand());
  }

  Part interval_of(Part low, bool closed) {
    auto high = operand();
    const bool high_closed = is("]");
    if (!accept("]")) expect(")");
    const auto above = compared(closed ? Op::greater_equal : Op::greater, subject_, std::move(low));
    const auto below = compared(high_closed ? Op::less_equal : Op::less, subject_, std::move(high));
    return truth(add(Op::all_of, {above.node, below.node}), above.offset);
  }

  void require_set(std::size_t offset) const {
    if (subject_.type.base != Base::set && subject_.type.base != Base::any)
      fail_at(offset, "only sets can be empty or contain something; this is " + to_string(subject_.type));
  }

  /// A literal or one fact: arithmetic belongs into derived facts.
  Part operand() {
    if (here().kind == TokenKind::name) {
      if (tokens_[at_ + 1].text == "(" && here().text != "true")
        fail("a cell has no functions", "derive a fact and name it here");
      return named();
    }
    if (here().kind == TokenKind::sign || here().kind == TokenKind::end)
      fail("expected a value, found " + shown(here()));
    return literal();
  }

  Part subject_;
};

}  // namespace

Compiled compile_formula(std::string_view text, Scope& scope, Symbols& symbols, const Type* wanted) {
  return Parser(text, scope, symbols).formula(wanted);
}

Expression compile_cell(std::string_view text, int fact, Scope& scope, Symbols& symbols) {
  return Parser(text, scope, symbols).cell(fact);
}

Expression literal_set(const std::vector<std::string>& words, const Type& wanted, Symbols& symbols) {
  std::vector<std::int64_t> members;
  for (const auto& word : words) {
    if (!wanted.words.empty() && !wanted.has_word(word))
      throw FormulaError{0, "unknown word '" + word + "'", suggestion(word, wanted.words)};
    members.push_back(symbols.word(word));
  }
  return literal_of({Tag::set, symbols.set(std::move(members))});
}

}  // namespace karimen::harness::rules
