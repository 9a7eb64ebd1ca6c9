#include "harness/oracle/rulebook/samples.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "harness/oracle/formula/evaluator.hpp"

namespace karimen::harness::rules {
namespace {

struct Place {
  std::size_t row;
  const Cell* cell;
};

bool names_another_fact(const Cell& cell) {
  return std::any_of(cell.test.nodes.begin(), cell.test.nodes.end(), [&](const ExpressionNode& node) {
    return node.op == Op::fact && node.value.number != cell.fact;
  });
}

void add_type_values(const Type& type, Symbols& symbols, std::vector<Datum>& values) {
  if (type.base == Base::boolean) values.insert(values.end(), {boolean(false), boolean(true)});
  if (type.base != Base::set)
    for (const auto& word : type.words) values.push_back(symbols.datum(word));
  if (type.base == Base::text || type.base == Base::facility)
    values.push_back(symbols.datum(Value(std::string("other"))));
}

/// A value that no cell is likely to name, so that "none or not" tells apart.
void add_plain_value(Base base, std::vector<Datum>& values) {
  constexpr std::int64_t day_in_2040 = 25'568;
  if (base == Base::integer) values.push_back(integer(999'999'999));
  if (base == Base::date) values.push_back({Tag::date, day_in_2040});
  if (base == Base::moment) values.push_back({Tag::moment, day_in_2040 * 86400 + 12 * 3600});
  if (base == Base::time) values.push_back({Tag::time, 12 * 3600});
}

/// Numbers around every bound that a cell names; sets: of few words all, else none, each, two and all of
/// them.
void add_literal_values(const std::vector<Place>& places, Base base, Symbols& symbols,
                        std::vector<Datum>& values) {
  std::vector<std::int64_t> words;
  std::int64_t step = base == Base::moment || base == Base::time ? 60 : 1;
  for (const auto& place : places) {
    for (const auto& node : place.cell->test.nodes) {
      if (node.op != Op::literal || node.value.tag == Tag::boolean) continue;
      const auto literal = node.value;
      if (base == Base::set)
        words.push_back(literal.number);
      else if (literal.tag == Tag::word)
        values.push_back(literal);
      else
        for (const auto shift : {-step, std::int64_t{0}, step})
          values.push_back({literal.tag, literal.number + shift});
    }
  }
  if (base != Base::set) return;
  std::ranges::sort(words);
  words.erase(std::unique(words.begin(), words.end()), words.end());
  constexpr std::size_t few = 5;  // of so many words every set is tried, of more the small ones
  values.push_back({Tag::set, symbols.set({})});
  if (words.size() <= few) {
    for (std::size_t chosen = 1; chosen < (std::size_t{1} << words.size()); ++chosen) {
      std::vector<std::int64_t> members;
      for (std::size_t i = 0; i < words.size(); ++i)
        if ((chosen >> i & 1) != 0) members.push_back(words[i]);
      values.push_back({Tag::set, symbols.set(std::move(members))});
    }
    return;
  }
  for (const auto word : words) {
    values.push_back({Tag::set, symbols.set({word})});
    for (const auto other : words)
      if (other > word) values.push_back({Tag::set, symbols.set({word, other})});
  }
  values.push_back({Tag::set, symbols.set(words)});
}

class Sampler {
 public:
  Sampler(const Program& program, const Decision& decision)
      : program_(program),
        decision_(decision),
        symbols_(&program.symbols),
        evaluator_(program, symbols_, calendar_) {}

  std::vector<Column> run() {
    for (std::size_t row = 0; row < decision_.rules.size(); ++row)
      for (const auto& cell : decision_.rules[row].when) place(row, cell);
    std::vector<Column> columns;
    for (const auto& [fact, places] : by_fact_) columns.push_back(column(fact, places));
    for (const auto& [text, places] : by_text_) columns.push_back(free_column(text, places));
    return columns;
  }

 private:
  void place(std::size_t row, const Cell& cell) {
    if (cell.text == "-") return;
    if (names_another_fact(cell))
      by_text_[cell.fact_name + " " + cell.text].push_back({row, &cell});
    else
      by_fact_[cell.fact].push_back({row, &cell});
  }

  Column column(int fact, const std::vector<Place>& places) {
    const auto& spec = program_.facts[static_cast<std::size_t>(fact)];
    std::vector<Datum> values;
    add_type_values(spec.type, symbols_, values);
    add_literal_values(places, spec.type.base, symbols_, values);
    add_plain_value(spec.type.base, values);
    Column result;
    std::set<std::vector<bool>> seen;
    for (const auto value : values) {
      Sample sample{spec.name + " = " + to_string(symbols_.value(value)), satisfied(fact, value, places)};
      if (seen.insert(sample.satisfies).second) result.push_back(std::move(sample));
    }
    return result;
  }

  std::vector<bool> satisfied(int fact, Datum value, const std::vector<Place>& places) {
    std::vector<bool> rows(decision_.rules.size(), true);
    for (const auto& place : places) rows[place.row] = rows[place.row] && test(*place.cell, fact, value);
    return rows;
  }

  /// The cell alone, with the fact replaced by a literal: no other fact takes part.
  bool test(const Cell& cell, int fact, Datum value) {
    auto expression = cell.test;
    for (auto& node : expression.nodes)
      if (node.op == Op::fact && node.value.number == fact) node = {.op = Op::literal, .value = value};
    encode(expression);
    Reliance ignored;
    return evaluator_.evaluate(expression, ignored) == boolean(true);
  }

  Column free_column(const std::string& text, const std::vector<Place>& places) const {
    Column result;
    for (const bool holds : {true, false}) {
      Sample sample{text + (holds ? "" : " does not hold"), std::vector<bool>(decision_.rules.size(), true)};
      for (const auto& place : places) sample.satisfies[place.row] = holds;
      result.push_back(std::move(sample));
    }
    return result;
  }

  const Program& program_;
  const Decision& decision_;
  Symbols symbols_;
  Calendar calendar_;
  Evaluator evaluator_;
  std::map<int, std::vector<Place>> by_fact_;
  std::map<std::string, std::vector<Place>> by_text_;
};

}  // namespace

std::vector<Column> columns_of(const Program& program, const Decision& decision) {
  return Sampler(program, decision).run();
}

}  // namespace karimen::harness::rules
