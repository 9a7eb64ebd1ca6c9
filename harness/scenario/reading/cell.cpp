#include "harness/scenario/reading/cell.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace karimen::harness {
namespace {

using Op = UnaryTest::Op;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split_alternatives(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t comma = 0; comma != std::string_view::npos;) {
    comma = text.find(',');
    parts.push_back(trimmed(text.substr(0, comma)));
    if (comma != std::string_view::npos) text.remove_prefix(comma + 1);
  }
  return parts;
}

struct Comparison {
  std::string_view sign;
  Op op;
};
// the longer signs first
constexpr std::array comparisons{Comparison{"<=", Op::less_equal}, Comparison{">=", Op::greater_equal},
                                 Comparison{"<", Op::less}, Comparison{">", Op::greater},
                                 Comparison{"=", Op::equal}};

class CellParser {
 public:
  CellParser(const yaml::Node& node, const Type& type, const Vocabulary& vocabulary)
      : node_(node), type_(type), vocabulary_(vocabulary) {}

  Cell read() const {
    Cell cell{.text = node_.as_text()};
    auto rest = trimmed(cell.text);
    if (rest.starts_with("not(") && rest.ends_with(')')) {
      cell.negated = true;
      rest = rest.substr(4, rest.size() - 5);
    }
    for (const auto part : split_alternatives(rest)) cell.tests.push_back(test(part));
    return cell;
  }

 private:
  UnaryTest test(std::string_view text) const {
    if (text == "-") return {.op = Op::any};
    if (text == "empty") return {.op = Op::empty};
    if (text.starts_with("contains ")) return {.op = Op::contains, .first = member(trimmed(text.substr(9)))};
    for (const auto& comparison : comparisons)
      if (text.starts_with(comparison.sign))
        return {.op = comparison.op, .first = operand(trimmed(text.substr(comparison.sign.size())))};
    if (text.find("..") != std::string_view::npos) return interval(text);
    return {.op = Op::equal, .first = operand(text)};
  }

  UnaryTest interval(std::string_view text) const {
    constexpr std::string_view opening = "[(]", closing = "])[";
    const auto dots = text.find("..");
    if (opening.find(text.front()) == std::string_view::npos ||
        closing.find(text.back()) == std::string_view::npos)
      node_.fail("an interval has brackets: '" + std::string(text) + "'",
                 "write [a..b], (a..b) or a mixture");
    return {.op = Op::interval,
            .first = operand(trimmed(text.substr(1, dots - 1))),
            .second = operand(trimmed(text.substr(dots + 2, text.size() - dots - 3))),
            .first_open = text.front() != '[',
            .second_open = text.back() != ']'};
  }

  Operand operand(std::string_view text) const {
    if (const auto value = parse_value(text, type_)) return *value;
    if (vocabulary_.fact(text) != nullptr) return FactName(text);
    if (type_.base == Base::words)
      node_.fail("unknown word '" + std::string(text) + "'", suggestion(text, type_.words));
    node_.fail("expected " + to_string(type_) + " or a fact, found '" + std::string(text) + "'");
  }

  Operand member(std::string_view text) const {
    if (type_.base == Base::set && !type_.words.empty() && !type_.has_word(text))
      node_.fail("unknown word '" + std::string(text) + "'", suggestion(text, type_.words));
    return Value{std::string(text)};
  }

  const yaml::Node& node_;
  const Type& type_;
  const Vocabulary& vocabulary_;
};

std::optional<Value> value_of(const std::optional<Operand>& operand, const Lookup& lookup) {
  if (!operand) return std::nullopt;
  if (const auto* fact = std::get_if<FactName>(&*operand)) return lookup(*fact);
  return std::get<Value>(*operand);
}

bool ordered(const Value& left, const Value& right) {
  return left.index() == right.index() && !std::holds_alternative<std::string>(left) &&
         !std::holds_alternative<WordSet>(left);
}

bool holds_test(const UnaryTest& test, const Value& seen, const Lookup& lookup) {
  const auto* set = std::get_if<WordSet>(&seen);
  if (test.op == Op::any) return true;
  if (test.op == Op::empty) return set != nullptr && set->empty();
  const auto first = value_of(test.first, lookup);
  if (!first) return false;
  if (test.op == Op::contains) {
    const auto* word = std::get_if<std::string>(&*first);
    return set != nullptr && word != nullptr && set->contains(*word);
  }
  if (test.op == Op::equal) return seen == *first;
  if (!ordered(seen, *first)) return false;
  switch (test.op) {
    case Op::less:
      return seen < *first;
    case Op::less_equal:
      return seen <= *first;
    case Op::greater:
      return seen > *first;
    case Op::greater_equal:
      return seen >= *first;
    default:
      break;
  }
  const auto second = value_of(test.second, lookup);
  if (!second || !ordered(seen, *second)) return false;
  return (test.first_open ? seen > *first : seen >= *first) &&
         (test.second_open ? seen < *second : seen <= *second);
}

}  // namespace

Cell exactly(Value value) {
  Cell cell{.text = to_string(value)};
  cell.tests.push_back({.op = Op::equal, .first = std::move(value)});
  return cell;
}

Cell read_cell(const yaml::Node& node, const Type& type, const Vocabulary& vocabulary) {
  return CellParser(node, type, vocabulary).read();
}

bool holds(const Cell& cell, const Value& seen, const Lookup& lookup) {
  const bool any =
      std::ranges::any_of(cell.tests, [&](const UnaryTest& test) { return holds_test(test, seen, lookup); });
  return any != cell.negated;
}

}  // namespace karimen::harness
