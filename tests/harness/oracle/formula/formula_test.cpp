// Formulas and cells, each form and each function.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/harness/oracle/example.hpp"

using namespace karimen;
using namespace karimen::harness;
namespace data = boost::unit_test::data;

namespace {

const char* const declared = R"yaml(
facts:
  a.yes: {type: boolean, default: true}
  a.word: {type: [red, green, blue], default: green}
  a.number: {type: integer, default: 7}
  a.nothing: {type: date_or_none}
  a.unknown: {type: boolean}
  a.day: {type: date, default: 2028-02-29}
  a.end: {type: date, default: 2025-05-31}
  a.moment: {type: moment, default: 2026-05-01T10:30}
  a.text: {type: text, default: "0042"}
  a.set: {type: "set [x, y, z]", default: [x, y]}
  a.none_set: {type: set}
---
assumption: A-1
values: [march_1, february_28]
default: march_1
---
)yaml";

Oracle oracle_of(const std::string& document) {
  Oracle oracle(Rulebook::from(yaml::load_text(declared + document, "f.yaml")),
                Calendar({*parse_date("2026-04-29"), *parse_date("2026-05-04"), *parse_date("2026-05-05"),
                          *parse_date("2026-05-06")}));
  oracle.reset({{"holder", {}}}, {}, *parse_moment("2026-05-01T00:00"), "tokyo");
  return oracle;
}

/// The value of a formula, or "undecided".
std::string value_of(const std::string& formula) {
  auto oracle = oracle_of("facts: {the.result: {derive: '" + formula + "'}}");
  const auto state = oracle.state("holder");
  const auto found = state.find("the.result");
  return found == state.end() ? "undecided" : to_string(found->second);
}

/// Whether a cell over a fact holds.
std::string holds(const std::string& fact, const std::string& cell) {
  auto oracle = oracle_of("decision: d\nhit_policy: first\nrules:\n  - {id: R, when: {" + fact + ": \"" +
                          cell + "\"}, then: {value: holds}}\notherwise: {id: N, then: {value: fails}}");
  const auto answer = oracle.decide("d", "holder", *parse_moment("2026-05-01T09:00"), "tokyo");
  return !answer.undecided.empty() ? "undecided" : to_string(answer.outputs.at("value"));
}

struct Case {
  const char* formula;
  const char* value;
};
std::ostream& operator<<(std::ostream& out, const Case& each) {
  return out << each.formula;
}

const Case formulas[] = {
    {"a.yes and a.number = 7", "true"},
    {"a.yes and not(a.number = 7)", "false"},
    {"a.number = 1 or a.word = green", "true"},
    {"a.yes or a.unknown", "true"},
    {"a.unknown and a.number = 8", "false"},
    {"a.yes and a.unknown", "undecided"},
    {"not(a.unknown)", "undecided"},
    {"if a.unknown then 1 else 2", "undecided"},
    {"if a.yes then a.number else 0", "7"},
    {"if a.number > 7 then red else if a.word = green then green else blue", "green"},
    {"a.number != 7", "false"},
    {"a.number >= 7 and a.number <= 7 and a.number < 8 and a.number > 6", "true"},
    {"a.number * 2 + 1 - 5", "10"},
    {"a.number * 900000000000000000", "6300000000000000000"},
    {"a.number * 900000000000000000 * 2", "undecided"},  // and never another number
    {"0 - a.number * 900000000000000000 * 2", "undecided"},
    {"a.number * 900000000000000000 + 900000000000000000 * 4", "undecided"},
    {"a.day + 2920000 days", "undecided"},  // beyond the year 9999
    {"a.moment - 999999999999999999 days", "undecided"},
    {"months_after(a.day, 95700)", "undecided"},
    {"a.word in (red, green)", "true"},
    {"a.word in [red, blue]", "false"},
    {"a.number in [7..9)", "true"},
    {"a.number in (7..9]", "false"},
    {"a.number in (6..7]", "true"},
    {"a.number in [6..7)", "false"},
    {"a.nothing = none", "true"},
    {"a.nothing != a.day", "true"},
    {"a.nothing < a.day", "false"},
    {"a.nothing >= a.day", "false"},
    {"a.nothing + 1 days", "none"},
    {"a.day + 1 day", "2028-03-01"},
    {"a.day - 366 days", "2027-02-28"},
    {"a.moment + 180 minutes", "2026-05-01T13:30"},
    {"a.moment - 11 hours", "2026-04-30T23:30"},
    {"a.moment + 1 days", "2026-05-02T10:30"},
    {"months_before(a.end, 3)", "2025-02-28"},
    {"months_after(a.end, 1)", "2025-06-30"},
    {"months_after(a.end, 12 * 5)", "2030-05-31"},
    {"months_after(a.day, 12)", "2029-02-28"},
    {"months_before(2024-03-31, 1)", "2024-02-29"},
    {"months_after(2025-12-31, 2)", "2026-02-28"},
    {"age(2000-05-01, date(a.moment))", "26"},
    {"age(2000-05-02, date(a.moment))", "25"},
    {"age(2008-02-29, 2026-02-28)", "18"},
    {"age(2008-02-29, 2026-02-28, march_1)", "17"},
    {"age(2008-02-29, 2026-02-28, assume.A-1)", "17"},
    {"age(2008-02-29, 2026-03-01, march_1)", "18"},
    {"age(2008-02-29, 2028-02-28)", "19"},
    {"age(2008-02-29, 2028-02-29)", "20"},
    {"birthday(2008-02-29, 18)", "2026-02-28"},
    {"birthday(2008-02-29, 18, march_1)", "2026-03-01"},
    {"birthday(2008-02-29, 18, assume.A-1)", "2026-03-01"},
    {"birthday(2008-02-29, 20, march_1)", "2028-02-29"},
    {"birthday(2008-01-31, 18, march_1)", "2026-01-31"},
    {"birthday(a.nothing, 18)", "none"},
    {"birthday(a.day, a.number * 900000000000000000)", "undecided"},
    {"business_day(2026-05-01)", "true"},
    {"business_day(2026-05-02)", "false"},
    {"business_day(2026-05-05)", "false"},
    {"business_day(2025-12-29)", "false"},
    {"business_day(2026-01-02)", "false"},
    {"business_day(2025-12-26)", "true"},
    {"next_business_day(2026-05-01)", "2026-05-07"},
    {"next_business_day(2025-12-26)", "2026-01-05"},
    {"date(a.moment)", "2026-05-01"},
    {"time(a.moment)", "10:30"},
    {"time(a.moment) >= 10:30 and time(a.moment) < \"10:31\"", "true"},
    {"earlier(a.end, a.day)", "2025-05-31"},
    {"later(a.end, a.nothing)", "2025-05-31"},
    {"min(a.number, 3) + max(a.number, 3)", "10"},
    {"length(a.text)", "4"},
    {"digits(a.text)", "true"},
    {"digits(a.word)", "false"},
    {"alphanumeric(a.word)", "true"},
    {"a.text = 0042", "true"},
    {"a.text = 42", "false"},
    {"contains(a.set, y)", "true"},
    {"contains(a.set, z)", "false"},
    {"empty(a.set)", "false"},
    {"empty(a.none_set)", "true"},
    {"union(a.set, [z])", "[x, y, z]"},
    {"a.set = [y, x]", "true"},
    {"assume.A-1 = march_1", "true"},
};

struct CellCase {
  const char* fact;
  const char* cell;
  const char* result;
};
std::ostream& operator<<(std::ostream& out, const CellCase& each) {
  return out << each.fact << ": " << each.cell;
}

const CellCase cells[] = {
    {"a.word", "-", "holds"},
    {"a.unknown", "-", "holds"},
    {"a.word", "green", "holds"},
    {"a.word", "red, green", "holds"},
    {"a.word", "red, blue", "fails"},
    {"a.word", "not(red, blue)", "holds"},
    {"a.word", "not(green)", "fails"},
    {"a.yes", "true", "holds"},
    {"a.yes", "false", "fails"},
    {"a.unknown", "false", "undecided"},
    {"a.number", "7", "holds"},
    {"a.number", "< 7", "fails"},
    {"a.number", "<= 7", "holds"},
    {"a.number", "!= 7", "fails"},
    {"a.number", "[7..8)", "holds"},
    {"a.number", "(7..8)", "fails"},
    {"a.number", "1, [5..7], 9", "holds"},
    {"a.day", "2028-02-29", "holds"},
    {"a.day", "> a.end", "holds"},
    {"a.day", "a.end", "fails"},
    {"a.day", "[a.end..2028-02-29)", "fails"},
    {"a.nothing", "none", "holds"},
    {"a.nothing", "< a.day", "fails"},
    {"a.nothing", "not(< a.day)", "holds"},
    {"a.nothing", ">= 2025-09-01", "fails"},
    {"a.set", "empty", "fails"},
    {"a.none_set", "empty", "holds"},
    {"a.set", "not(empty)", "holds"},
    {"a.set", "contains x", "holds"},
    {"a.set", "contains z", "fails"},
    {"a.set", "contains z, contains y", "holds"},
    {"a.set", "not(contains z)", "holds"},
    {"a.text", "0042", "holds"},
    {"a.text", "'0042'", "holds"},
    {"a.text", "42", "fails"},
    {"assume.A-1", "march_1", "holds"},
    {"place", "tokyo", "holds"},
    {"facility.name", "none", "holds"},
    {"now", "[2026-05-01T09:00..2026-05-01T09:01)", "holds"},
    {"today", "2026-05-01", "holds"},
};

struct Mistake {
  const char* document;
  const char* message;
};
std::ostream& operator<<(std::ostream& out, const Mistake& each) {
  return out << each.document;
}

const Mistake mistakes[] = {
    {"facts: {r.r: {derive: a.wrod = red}}", "f.yaml:19:23: error: unknown fact 'a.wrod'"},
    {"facts: {r.r: {derive: a.wrod = red}}", "did you mean 'a.word'?"},
    {"facts: {r.r: {derive: \"a.word = gren\"}}", "f.yaml:19:33: error: unknown word 'gren'"},
    {"facts: {r.r: {derive: a.number = red}}", "expected integer, found 'red'"},
    {"facts: {r.r: {derive: a.number < a.day}}", "cannot be compared: integer and date"},
    {"facts: {r.r: {derive: a.word < a.word}}", "have no order"},
    {"facts: {r.r: {derive: a.day + 1 hours}}", "a date has no hours or minutes"},
    {"facts: {r.r: {derive: month_before(a.day)}}", "unknown function 'month_before'"},
    {"facts: {r.r: {derive: length(a.day)}}", "expected a text, found date"},
    {"facts: {r.r: {derive: date(a.day)}}", "expected moment, found date"},
    {"facts: {r.r: {derive: a.yes and}}", "expected a value, found the end"},
    {"facts: {r.r: {derive: a.yes a.yes}}", "unexpected 'a.yes'"},
    {"facts: {r.r: {derive: a.day = 2026-02-30}}", "'2026-02-30' is no number, date"},
    {"facts: {r.r: {derive: 'contains(a.set, q)'}}", "unknown word 'q'"},
    {"facts: {r.r: {derive: r.s = 1}, r.s: {derive: r.r + 1}}", "derived from itself: r.r → r.s → r.r"},
    {"facts: {r.r: {derive: if a.yes then 1 else a.day}}", "expected date, found '1'"},
    {"derivations: {a.word: if a.yes then red else gren}", "unknown word 'gren'"},
    {"derivations: {a.wort: a.yes}", "did you mean 'a.word'?"},
    {"derivations: {a.word: a.yes}", "expected [red, green, blue], found boolean"},
};

const Mistake cell_mistakes[] = {
    {"{a.word: \"gren\"}", "did you mean 'green'?"},
    {"{a.wort: \"green\"}", "unknown fact 'a.wort'"},
    {"{a.number: \"green\"}", "expected integer, found 'green'"},
    {"{a.day: \"> 5\"}", "expected date, found '5'"},
    {"{a.word: \"empty\"}", "only sets can be empty"},
    {"{a.set: \"x\"}", "a set is tested with"},
    {"{a.set: \"contains q\"}", "unknown word 'q'"},
    {"{a.day: \"date(now)\"}", "a cell has no functions"},
    {"{a.word: [red, green]}", "a cell is one quoted text"},
    {"{a.number: \"[1..2\"}", "expected ')', found the end"},
    {"{a.yes: \"maybe\"}", "expected boolean, found 'maybe'"},
};

std::string problem_of(const std::string& document) {
  try {
    (void)oracle_of(document);
  } catch (const DiagnosticError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(formulas_and_cells)

BOOST_DATA_TEST_CASE(formula_has_its_value, data::make(formulas), each) {
  BOOST_TEST(value_of(each.formula) == each.value);
}

BOOST_DATA_TEST_CASE(cell_holds_or_fails, data::make(cells), each) {
  BOOST_TEST(holds(each.fact, each.cell) == each.result);
}

BOOST_DATA_TEST_CASE(wrong_formula_is_reported_at_its_place, data::make(mistakes), each) {
  const auto problem = problem_of(each.document);
  BOOST_TEST(problem.find(each.message) != std::string::npos, problem << " lacks: " << each.message);
}

BOOST_DATA_TEST_CASE(wrong_cell_is_reported, data::make(cell_mistakes), each) {
  const auto problem =
      problem_of("decision: d\nhit_policy: first\nrules:\n  - {id: R, when: " + std::string(each.document) +
                 ", then: {value: x}}");
  BOOST_TEST(problem.find(each.message) != std::string::npos, problem << " lacks: " << each.message);
}

BOOST_AUTO_TEST_SUITE_END()
