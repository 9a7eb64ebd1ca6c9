// Every clause of the chip is reached by a sequence of commands: causes.txt.
#include <boost/test/unit_test.hpp>

#include <boost/test/data/test_case.hpp>
#include <set>

#include "tests/conformance/case.hpp"
#include "tests/conformance/stage.hpp"

using namespace karimen;
using namespace karimen::conformance;
using namespace karimen::sim::chip;

namespace {

struct Row {
  std::string clause, before, command;
};
std::ostream& operator<<(std::ostream& out, const Row& row) {
  return out << row.clause;
}

std::vector<Row> rows() {
  std::vector<Row> all;
  for (const auto& cells : read_rows("causes.txt")) all.push_back({cells.at(0), cells.at(1), cells.at(2)});
  return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(causes)

BOOST_DATA_TEST_CASE(a_clause_is_reached, boost::unit_test::data::make(rows()), row) {
  DirectWay way;
  Stage stage(way, row.before);
  const auto answer = stage.send(row.command);
  const auto cause = stage.card().last_cause();
  BOOST_TEST(name(cause.clause) == row.clause);
  BOOST_TEST(answer.ends_with(to_hex(Bytes{static_cast<std::uint8_t>(status_word(cause) >> 8),
                                           static_cast<std::uint8_t>(status_word(cause))})));
}

BOOST_AUTO_TEST_CASE(every_clause_is_reached_by_some_row) {
  std::set<std::string_view> reached{name(Clause::done)};
  const auto table = rows();
  for (const auto& row : table) reached.insert(row.clause);
  for (std::uint16_t i = 0; i < static_cast<std::uint16_t>(Clause::count_); ++i) {
    BOOST_TEST(reached.contains(name(static_cast<Clause>(i))), name(static_cast<Clause>(i)));
  }
}

BOOST_AUTO_TEST_SUITE_END()
