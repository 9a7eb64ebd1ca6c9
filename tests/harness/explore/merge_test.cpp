// What searches in parts come to, taken together: as if one had searched everything.
#include <boost/test/unit_test.hpp>

#include "harness/explore/boundaries/boundaries.hpp"
#include "harness/explore/breadth/breadth.hpp"
#include "harness/explore/stuck/stuck.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::explore;

namespace {

Counterexample counterexample(std::uint64_t holder, const std::string& procedure = "renew_licence") {
  return {.mishap = {.verdict = Verdict::fail, .procedure = procedure, .differences = {"a"}},
          .times = 2,
          .number = holder,
          .sides = "of " + std::to_string(holder),
          .walk = {.holder = std::to_string(holder), .given = {}, .assumptions = {}, .steps = {}}};
}

BreadthLayer layer(std::size_t runs, std::vector<Counterexample> found = {}, bool cut = false) {
  return {.states = runs / 2,
          .model_steps = runs,
          .runs = runs,
          .undecided = 1,
          .cut = cut,
          .found = std::move(found)};
}

BreadthReport breadth(std::vector<BreadthLayer> layers) {
  return {.holders = 1, .layers = std::move(layers)};
}

BreadthReport together(BreadthReport one, BreadthReport other) {
  one.take(std::move(other));
  return one;
}

StuckState stuck(std::uint64_t holder, std::size_t steps) {
  return {.way_in = {.holder = std::to_string(holder),
                     .given = {},
                     .assumptions = {},
                     .steps = std::vector<WalkStep>(steps)},
          .number = holder,
          .kind = "lapse_licence",
          .states = 3,
          .holders = 1};
}

MovedFinding moved(const std::string& scenario, int days) {
  return {.mishap = {.verdict = Verdict::fail, .procedure = "renew_licence"},
          .times = 1,
          .scenario = scenario,
          .days = days,
          .first_day = {},
          .sides = ""};
}

}  // namespace

// A shard that found nothing goes on to longer walks; who searches everything would not.
BOOST_AUTO_TEST_CASE(a_search_ends_with_the_shortest_that_any_shard_found) {
  const auto far = breadth({layer(10), layer(100, {counterexample(4)})});
  const auto near = breadth({layer(20, {counterexample(7)})});
  for (const auto& whole : {together(far, near), together(near, far)}) {
    BOOST_TEST(whole.holders == 2U);
    BOOST_TEST(whole.runs() == 30U);
    BOOST_TEST(whole.states() == 15U);
    BOOST_TEST(whole.undecided() == 2U);
    BOOST_TEST(whole.complete() == 1U);
    BOOST_REQUIRE(whole.found().size() == 1U);
    BOOST_TEST(whole.found()[0].number == 7U);
  }
}

BOOST_AUTO_TEST_CASE(a_search_ends_where_any_shard_was_cut) {
  const auto whole =
      together(breadth({layer(10), layer(30), layer(90)}), breadth({layer(10), layer(5, {}, true)}));
  BOOST_TEST(whole.stopped());
  BOOST_TEST(whole.complete() == 1U);
  BOOST_TEST(whole.runs() == 55U);
  BOOST_TEST(!together(breadth({layer(1)}), breadth({layer(1)})).stopped());
}

BOOST_AUTO_TEST_CASE(what_several_shards_found_is_the_first_holders) {
  const auto one = breadth({layer(10, {counterexample(8), counterexample(8, "apply_for_card")})});
  const auto other = breadth({layer(10, {counterexample(3)})});
  const auto whole = together(one, other);
  BOOST_TEST((whole == together(other, one)));
  BOOST_REQUIRE(whole.found().size() == 2U);
  BOOST_TEST(whole.found()[0].times == 4U, "the commonest first");
  BOOST_TEST(whole.found()[0].sides == "of 3");
  BOOST_TEST(whole.found()[1].sides == "of 8");
  BOOST_TEST(!(whole == one));
}

BOOST_AUTO_TEST_CASE(a_stuck_state_is_told_by_its_shortest_way_of_the_first_holder) {
  const auto whole = [](std::vector<StuckState> ways) {
    StuckReport report;
    for (auto& way : ways)
      report.take({.holders = 1, .states = 5, .model_steps = 9, .usable = 1, .mended = 1, .stuck = {way}});
    return report;
  };
  const auto report = whole({stuck(4, 2), stuck(9, 1), stuck(6, 1)});
  BOOST_TEST((report == whole({stuck(6, 1), stuck(4, 2), stuck(9, 1)})));
  BOOST_TEST(report.states == 15U);
  BOOST_REQUIRE(report.stuck.size() == 1U);
  BOOST_TEST(report.stuck[0].way_in.holder == "6");
  BOOST_TEST(report.stuck[0].states == 9U);
  BOOST_TEST(report.stuck[0].holders == 3U);
}

BOOST_AUTO_TEST_CASE(what_fails_on_other_days_is_told_of_the_first_scenario_by_name) {
  const auto whole = [](std::vector<MovedFinding> found) {
    BoundaryReport report;
    for (auto& each : found)
      report.take({.scenarios = 1, .runs = 4, .impossible = 1, .undecided = 1, .found = {each}});
    return report;
  };
  const auto report = whole({moved("b#1", -9), moved("a#1", 3), moved("a#1", -2)});
  BOOST_TEST((report == whole({moved("a#1", -2), moved("b#1", -9), moved("a#1", 3)})));
  BOOST_TEST(report.runs == 12U);
  BOOST_REQUIRE(report.found.size() == 1U);
  BOOST_TEST(report.found[0].scenario == "a#1");
  BOOST_TEST(report.found[0].days == -2);
  BOOST_TEST(report.found[0].times == 3U);
}
