#include "harness/report/dmn/feel.hpp"

#include "harness/report/dmn/feel_functions.hpp"

namespace karimen::harness::report {

using namespace rules;

// One expression; a cell's subject is written as `subject`.
class Feel::Writer {
 public:
  Writer(const Feel& feel, const Expression& expression, int subject = -1)
      : feel_(feel), expression_(expression), subject_(subject) {}

  [[nodiscard]] std::int32_t root() const { return static_cast<std::int32_t>(expression_.nodes.size()) - 1; }
  [[nodiscard]] const ExpressionNode& at(std::int32_t index) const {
    return expression_.nodes[static_cast<std::size_t>(index)];
  }
  [[nodiscard]] std::int32_t argument(std::int32_t index, std::int32_t i) const {
    return argument_of(expression_, at(index), i);
  }
  [[nodiscard]] bool is_subject(std::int32_t index) const {
    return at(index).op == Op::fact && at(index).value.number == subject_;
  }

  // What a value may be. Of words alone: `none` is one of them; else it is null.
  struct Kind {
    bool words = false;
    bool none = false;   ///< it may be none
    bool other = false;  ///< it may be a word other than none
    bool set = false;
    [[nodiscard]] bool null() const { return !words && none; }
    [[nodiscard]] bool mixed() const { return !words && other; }
  };

  [[nodiscard]] Kind kind(std::int32_t index) const {
    const auto& own = at(index);
    switch (own.op) {
      case Op::literal:
        return {own.value.tag == Tag::word, own.value == none(),
                own.value.tag == Tag::word && own.value != none(), own.value.tag == Tag::set};
      case Op::fact: {
        const auto& type = feel_.program_.facts[static_cast<std::size_t>(own.value.number)].type;
        return {of_words(type), type.has_word("none"), of_words(type) || is_mixed(type),
                type.base == Base::set};
      }
      case Op::conditional:
        return merged(kind(argument(index, 1)), kind(argument(index, 2)));
      case Op::lesser:
      case Op::greater_of:
        return merged(kind(argument(index, 0)), kind(argument(index, 1)));
      case Op::plus:
      case Op::minus:
      case Op::times:
      case Op::months_before:
      case Op::months_after:
      case Op::age:
      case Op::birthday: {
        auto both = merged(kind(argument(index, 0)), kind(argument(index, 1)));
        both.words = false;
        return both;
      }
      case Op::next_business_day:
      case Op::date_of:
      case Op::time_of: {
        auto one = kind(argument(index, 0));
        one.words = false;
        return one;
      }
      case Op::union_of:
        return {false, false, false, true};
      default:
        return {false, false, false, false};
    }
  }

  [[nodiscard]] std::string text(std::int32_t index, bool words) const {
    const auto& own = at(index);
    const auto nth = [&](std::int32_t i, bool as_words) { return text(argument(index, i), as_words); };
    switch (own.op) {
      case Op::literal:
        return feel_.literal(own.value, words);
      case Op::fact:
        return is_subject(index) ? "?" : feel_.names_.fact(static_cast<int>(own.value.number));
      case Op::any_of:
      case Op::all_of: {
        std::string all;
        for (std::int32_t i = 0; i < own.argument_count; ++i)
          all += (i == 0 ? "" : own.op == Op::any_of ? " or " : " and ") + nth(i, true);
        return '(' + all + ')';
      }
      case Op::negation:
        return "not(" + nth(0, true) + ')';
      case Op::equal:
        return equality(index, false);
      case Op::unequal:
        return equality(index, true);
      case Op::less:
      case Op::less_equal:
      case Op::greater:
      case Op::greater_equal:
        return order(index);
      case Op::conditional:
        return "(if " + nth(0, true) + " then " + nth(1, words) + " else " + nth(2, words) + ')';
      case Op::plus:
      case Op::minus:
      case Op::times:
        return calculation(index);
      case Op::months_before:
      case Op::months_after: {
        refuse_mixed(index);
        const auto count = nth(1, false);
        return "months_after(" + nth(0, false) + ", " +
               (own.op == Op::months_before ? "-(" + count + ')' : count) + ')';
      }
      case Op::age:
      case Op::birthday:
        refuse_mixed(index);
        return feel_function_of(own.op) + '(' + nth(0, false) + ", " + nth(1, false) + ", " +
               (own.argument_count == 3 ? nth(2, true) : feel_text("february_28")) + ')';
      case Op::lesser:
      case Op::greater_of:
        refuse_mixed(index);
        return feel_function_of(own.op) + '(' + nth(0, false) + ", " + nth(1, false) + ')';
      case Op::next_business_day:
      case Op::business_day:
        refuse_mixed(index);
        return feel_function_of(own.op) + '(' + nth(0, false) + ')';
      case Op::date_of:
      case Op::time_of:
        refuse_mixed(index);
        return nothing_else(index, own.op == Op::date_of ? "date" : "time");
      case Op::length:
        return "string length(" + nth(0, true) + ')';
      case Op::alphanumeric:
        return "matches(" + nth(0, true) + ", \"^[0-9A-Za-z]+$\")";
      case Op::digits:
        return "matches(" + nth(0, true) + ", \"^[0-9]+$\")";
      case Op::contains:
        return "list contains(" + nth(0, true) + ", " + nth(1, true) + ')';
      case Op::empty:
        return "count(" + nth(0, true) + ") = 0";
      case Op::union_of:
        return "union(" + nth(0, true) + ", " + nth(1, true) + ')';
    }
    throw NotFeel{"an operation without a translation"};
  }

  // A test of `subject` as an entry; nullopt: only an expression says it. `refused`: it stands inside of
  // not(...), where an answer that is neither is no answer.
  [[nodiscard]] std::optional<std::string> entry(std::int32_t index, bool refused) const {
    const auto& own = at(index);
    switch (own.op) {
      case Op::equal:
        return is_subject(argument(index, 0)) && plain(index, refused) ? std::optional(operand(index))
                                                                       : std::nullopt;
      case Op::unequal:
        return is_subject(argument(index, 0)) && plain(index, true) && !refused
                   ? std::optional("not(" + operand(index) + ')')
                   : std::nullopt;
      case Op::less:
      case Op::less_equal:
      case Op::greater:
      case Op::greater_equal:
        if (refused || !is_subject(argument(index, 0)) || kind(argument(index, 1)).mixed())
          return std::nullopt;
        return sign(own.op) + ' ' + operand(index);
      case Op::all_of:
        return refused ? std::nullopt : interval(index);
      case Op::negation: {
        if (refused) return std::nullopt;
        const auto inner = entry(argument(index, 0), true);
        return inner ? std::optional("not(" + *inner + ')') : std::nullopt;
      }
      case Op::any_of: {
        std::string all;
        for (std::int32_t i = 0; i < own.argument_count; ++i) {
          const auto one = entry(argument(index, i), refused);
          if (!one || one->starts_with("not(")) return std::nullopt;
          all += (i == 0 ? "" : ", ") + *one;
        }
        return all;
      }
      default:
        return std::nullopt;
    }
  }

 private:
  static Datum none() { return {Tag::word, 0}; }
  static Kind merged(Kind a, Kind b) {
    return {a.words && b.words, a.none || b.none, a.other || b.other, a.set || b.set};
  }

  [[nodiscard]] static std::string sign(Op op) {
    switch (op) {
      case Op::less:
        return "<";
      case Op::less_equal:
        return "<=";
      case Op::greater:
        return ">";
      default:
        return ">=";
    }
  }

  [[nodiscard]] bool in_words(std::int32_t index) const {
    return kind(argument(index, 0)).words && kind(argument(index, 1)).words;
  }

  [[nodiscard]] std::string equality(std::int32_t index, bool unequal) const {
    const auto left = kind(argument(index, 0)), right = kind(argument(index, 1));
    const bool words = left.words && right.words;
    auto a = text(argument(index, 0), words), b = text(argument(index, 1), words);
    if (left.set || right.set) {
      const auto same = "(count(" + a + ") = count(" + b + ") and (every each in " + a +
                        " satisfies list contains(" + b + ", each)))";
      return unequal ? "not(" + same + ')' : same;
    }
    // FEEL compares no word with a number: of both the text is compared.
    if (!words && (left.mixed() || right.mixed())) {
      a = "string(" + a + ')';
      b = "string(" + b + ')';
    }
    return '(' + a + (unequal ? " != " : " = ") + b + ')';
  }

  [[nodiscard]] std::string order(std::int32_t index) const {
    std::string asked;
    std::string sides[2];
    for (std::int32_t i = 0; i < 2; ++i) {
      const auto one = kind(argument(index, i));
      auto& side = sides[i] = text(argument(index, i), false);
      if (one.words) return "false";
      if (one.mixed()) asked += "not(" + side + " instance of string) and ";
      if (one.null()) asked += side + " != null and ";
    }
    return '(' + asked + sides[0] + ' ' + sign(at(index).op) + ' ' + sides[1] + ')';
  }

  // What is no number passes through.
  [[nodiscard]] std::string calculation(std::int32_t index) const {
    const auto& own = at(index);
    const auto left = text(argument(index, 0), false), right = text(argument(index, 1), false);
    const auto amount = own.unit == 0 ? right : duration(index, right);
    const auto* sign = own.op == Op::plus ? " + " : own.op == Op::minus ? " - " : " * ";
    std::string asked;
    for (std::int32_t i = 0; i < 2; ++i) {
      const auto one = kind(argument(index, i));
      const auto& side = i == 0 ? left : right;
      if (one.null() || one.words) asked += "if " + side + " = null then null else ";
      if (one.mixed()) asked += "if " + side + " instance of string then " + side + " else ";
    }
    return '(' + asked + left + sign + amount + ')';
  }

  [[nodiscard]] std::string duration(std::int32_t index, const std::string& count) const {
    const auto unit = at(index).unit;
    const bool hours = unit == 3600, minutes = unit == 60;
    const std::string before = hours || minutes ? "PT" : "P", after = hours ? "H" : minutes ? "M" : "D";
    const auto& amount = at(argument(index, 1));
    if (amount.op == Op::literal && amount.value.tag == Tag::integer)
      return "duration(\"" + before + count + after + "\")";
    return "duration(\"" + before + '1' + after + "\") * " + count;
  }

  [[nodiscard]] std::string nothing_else(std::int32_t index, const std::string& function) const {
    const auto value = text(argument(index, 0), false);
    const auto call = function + '(' + value + ')';
    return kind(argument(index, 0)).null() ? "(if " + value + " = null then null else " + call + ')' : call;
  }

  void refuse_mixed(std::int32_t index) const {
    for (std::int32_t i = 0; i < std::min(at(index).argument_count, 2); ++i)
      if (kind(argument(index, i)).mixed()) throw NotFeel{"a calculation with something that may be a word"};
  }

  // Whether an entry that is a mere value says what the comparison says.
  [[nodiscard]] bool plain(std::int32_t index, bool refused) const {
    const auto subject = kind(argument(index, 0)), value = kind(argument(index, 1));
    if (subject.set || value.set) return false;
    if (at(argument(index, 1)).op != Op::literal) {
      // An entry that comes to a truth value would be taken for the test itself.
      if (type_of_subject().base == Base::boolean) return false;
      return !subject.mixed() && !value.mixed() && !subject.null() && !value.null();
    }
    return !refused || !subject.mixed();
  }

  [[nodiscard]] const Type& type_of_subject() const {
    return feel_.program_.facts[static_cast<std::size_t>(subject_)].type;
  }

  [[nodiscard]] std::string operand(std::int32_t index) const {
    return text(argument(index, 1), in_words(index));
  }

  [[nodiscard]] std::optional<std::string> interval(std::int32_t index) const {
    const auto& own = at(index);
    if (own.argument_count != 2) return std::nullopt;
    const auto low = argument(index, 0), high = argument(index, 1);
    const auto is = [&](std::int32_t side, Op open, Op closed) {
      const auto one = kind(argument(side, 1));
      return (at(side).op == open || at(side).op == closed) && is_subject(argument(side, 0)) && !one.null() &&
             !one.mixed();
    };
    if (!is(low, Op::greater, Op::greater_equal) || !is(high, Op::less, Op::less_equal)) return std::nullopt;
    return (at(low).op == Op::greater ? "(" : "[") + operand(low) + ".." + operand(high) +
           (at(high).op == Op::less ? ")" : "]");
  }

  const Feel& feel_;
  const Expression& expression_;
  int subject_;
};

std::string Feel::formula(const Expression& expression, const Type& type) const {
  const Writer writer(*this, expression);
  return writer.text(writer.root(), of_words(type));
}

FeelCell Feel::cell(const Cell& cell) const {
  const auto& fact = program_.facts[static_cast<std::size_t>(cell.fact)];
  const auto& name = names_.fact(cell.fact);
  const Writer writer(*this, cell.test, cell.fact);
  if (writer.at(writer.root()).op == Op::literal) return {name, feel_type(fact.type), "-"};
  if (const auto entry = writer.entry(writer.root(), false)) return {name, feel_type(fact.type), *entry};
  // A truth value in the column would be taken for the answer of the test.
  if (fact.type.base == Base::boolean)
    return {Writer(*this, cell.test).text(writer.root(), true), "boolean", "true"};
  return {name, feel_type(fact.type), writer.text(writer.root(), true)};
}

}  // namespace karimen::harness::report
