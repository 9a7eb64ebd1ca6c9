#include "harness/scenario/reading/cell.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/harness/scenario/lexicon_fixture.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::test;

namespace {

struct Row {
  const char* cell;
  const char* fact;
  Value seen;
  bool holds;
};
std::ostream& operator<<(std::ostream& out, const Row& row) {
  return out << row.cell << " over " << to_string(row.seen);
}

const Date may_first{std::chrono::year{2026}, std::chrono::May, std::chrono::day{1}};
const Row cells[] = {
    {"-", "card.chip", std::string("ok"), true},
    {"ok, broken", "card.chip", std::string("broken"), true},
    {"not(ok)", "card.chip", std::string("ok"), false},
    {"not(ok, broken)", "card.chip", std::string("ok"), false},
    {"> 5", "holder.cash", std::int64_t{5}, false},
    {">= 5", "holder.cash", std::int64_t{5}, true},
    {"[5..9]", "holder.cash", std::int64_t{9}, true},
    {"[5..9)", "holder.cash", std::int64_t{9}, false},
    {"(5..9]", "holder.cash", std::int64_t{5}, false},
    {"< 2026-05-02", "card.expires", may_first, true},
    {"<= licence.expires", "card.expires", may_first, true},
    {"> licence.expires", "card.expires", may_first, false},
    {"none", "card.record", std::string("none"), true},
    {"> 1", "card.record", std::string("none"), false},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(expectation_cells)

BOOST_DATA_TEST_CASE(hold_as_written, boost::unit_test::data::make(cells), row) {
  const auto lexicon = small_lexicon();
  const auto node = yaml::load_text('"' + std::string(row.cell) + '"', "c.yaml").at(0);
  const auto cell = read_cell(node, lexicon.vocabulary.fact(row.fact)->type, lexicon.vocabulary);
  BOOST_TEST(holds(cell, row.seen, [](const std::string&) { return Value(may_first); }) == row.holds);
}

BOOST_AUTO_TEST_CASE(test_sets) {
  const Vocabulary none;
  const Type type{Base::set, {"A", "B"}};
  const auto cell = [&](const char* text) {
    return read_cell(yaml::load_text(text, "c.yaml").at(0), type, none);
  };
  const auto lookup = [](const std::string&) -> std::optional<Value> { return std::nullopt; };
  BOOST_TEST(holds(cell("'empty'"), WordSet{}, lookup));
  BOOST_TEST(!holds(cell("'empty'"), WordSet{"A"}, lookup));
  BOOST_TEST(holds(cell("'contains A'"), WordSet{"A", "B"}, lookup));
  BOOST_TEST(holds(cell("'not(contains B)'"), WordSet{"A"}, lookup));
  BOOST_CHECK_THROW((void)cell("'contains C'"), DiagnosticError);
}

BOOST_AUTO_TEST_SUITE_END()
