// Walks that insist: the same for the same seed, foretold as the oracle predicts, and farther than others.
#include <boost/test/unit_test.hpp>

#include "harness/explore/walk/foresight.hpp"
#include "harness/explore/walk/walk_maker.hpp"
#include "harness/scenario/reading/parser.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::explore;

namespace {

const std::string repository = KARIMEN_SOURCE_DIR;

const RunContext& ruled() {
  static const RunContext all{.rulebook = Rulebook::load(repository + "/harness/rulebook"),
                              .calendar = Calendar::load(repository + "/fixtures/holidays.yaml"),
                              .facilities = load_facilities(repository + "/fixtures/facilities.yaml")};
  return all;
}

const Lexicon& words() {
  static const Lexicon all =
      make_lexicon(load_documents(repository + "/harness/rulebook"), ruled().facilities,
                   std::make_shared<Personas>(repository + "/fixtures/personas"));
  return all;
}

std::set<std::string> every_procedure() {
  const auto names = ruled().rulebook.vocabulary().procedure_names();
  return {names.begin(), names.end()};
}

WalkMaker maker_of(const std::set<std::string>& procedures) {
  return WalkMaker(words(), ruled().rulebook, procedures,
                   {.seed = "insist", .depth = 8, .assumptions = {{"A-10", "erased"}}});
}

/// What the oracle predicts of each step; ends where nobody can say.
std::vector<Prediction> predicted(const Walk& walk) {
  std::vector<Prediction> all;
  std::vector<Scenario> read;
  try {
    read = read_scenarios(std::vector{to_tree(walk, "WALK", "walk")}, words());
  } catch (const DiagnosticError&) {
    return all;  // what is given contradicts itself
  }
  const auto& scenario = read.front();
  static Oracle oracle(ruled().rulebook, ruled().calendar);
  oracle.reset(scenario.people, ruled().assumed_by_oracle(scenario), scenario.start(), scenario.place);
  for (const auto& step : scenario.steps) {
    all.push_back(oracle.step(ruled().request_of(step)));
    if (all.back().outcome == PredictedOutcome::undecided) break;
  }
  return all;
}

std::size_t done(const std::vector<Walk>& walks) {
  std::size_t count = 0;
  for (const auto& walk : walks)
    for (const auto& each : predicted(walk)) count += each.outcome == PredictedOutcome::done ? 1 : 0;
  return count;
}

std::vector<Walk> drawn(const WalkMaker& maker, std::uint64_t number, Foresight* foresight) {
  std::vector<Walk> walks;
  for (std::uint64_t i = 0; i < number; ++i) walks.push_back(maker.make(i, 0, foresight));
  return walks;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_walk_that_insists_is_what_its_number_and_seed_say) {
  const auto maker = maker_of(every_procedure());
  Foresight fresh(words(), ruled()), used(words(), ruled());
  const auto first = maker.make(11, 0, &fresh);
  for (std::uint64_t i = 0; i < 11; ++i) (void)maker.make(i, 0, &used);
  BOOST_TEST((maker.make(11, 0, &used) == first));
}

BOOST_AUTO_TEST_CASE(what_is_foretold_is_what_the_oracle_predicts) {
  Foresight foresight(words(), ruled());
  std::size_t refused = 0, wanting = 0;
  for (const auto& walk : drawn(maker_of(every_procedure()), 300, nullptr)) {
    auto begun = walk;
    begun.steps.clear();
    const auto expected = predicted(walk);
    if (expected.empty()) continue;
    BOOST_REQUIRE(foresight.stand_after(begun, walk.steps.front().at));
    for (std::size_t i = 0; i < expected.size(); ++i) {
      const auto forecast = foresight.of(walk.steps[i]);
      BOOST_REQUIRE(forecast.has_value());
      BOOST_TEST(static_cast<int>(forecast->outcome) == static_cast<int>(expected[i].outcome));
      BOOST_TEST((forecast->obstacles == expected[i].obstacles));
      BOOST_TEST((forecast->warnings == expected[i].warnings));
      refused += forecast->obstacles.empty() ? 0 : 1;
      if (const auto found = expected[i].facts.find("card_application.obstacles");
          walk.steps[i].procedure == "personalise_card" && found != expected[i].facts.end() &&
          forecast->outcome == PredictedOutcome::done) {
        BOOST_TEST((forecast->wanting == std::get<WordSet>(found->second)));
        ++wanting;
      }
      (void)foresight.go(walk.steps[i]);
    }
  }
  BOOST_TEST(refused > 100U);
  BOOST_TEST(wanting > 3U);
}

BOOST_AUTO_TEST_CASE(who_insists_is_oftener_done) {
  const auto maker = maker_of(every_procedure());
  Foresight foresight(words(), ruled());
  const auto plain = done(drawn(maker, 200, nullptr)), insisting = done(drawn(maker, 200, &foresight));
  BOOST_TEST_MESSAGE(plain << " steps are done, " << insisting << " of who insists");
  BOOST_TEST(5 * insisting > 6 * plain);
}

// What a card inherits is decided when it is made; what stands in its way was said when it was applied for.
BOOST_AUTO_TEST_CASE(steps_before_are_said_otherwise_for_one_that_wants_something) {
  const auto maker = maker_of({"submit_signature_certificate", "apply_for_card", "personalise_card"});
  const auto inheriting = [](const std::vector<Walk>& walks) {
    std::size_t count = 0;
    for (const auto& walk : walks) {
      const auto all = predicted(walk);
      for (std::size_t i = 0; i < all.size(); ++i)
        if (const auto found = all[i].facts.find("card_application.obstacles");
            walk.steps[i].procedure == "personalise_card" && all[i].outcome == PredictedOutcome::done &&
            found != all[i].facts.end() && std::get<WordSet>(found->second).empty())
          ++count;
    }
    return count;
  };
  Foresight foresight(words(), ruled());
  const auto plain = inheriting(drawn(maker, 1500, nullptr)),
             insisting = inheriting(drawn(maker, 1500, &foresight));
  BOOST_TEST_MESSAGE(plain << " cards inherit, " << insisting << " of who insists");
  BOOST_TEST(insisting > 2 * plain + 1);
}

BOOST_AUTO_TEST_CASE(who_insists_comes_on_the_first_day_and_the_last) {
  const auto maker = maker_of({"apply_for_card"});
  // Steps one day before or after which another code would be said.
  const auto at_edges = [](const std::vector<Walk>& walks) {
    std::size_t count = 0;
    for (const auto& walk : walks) {
      const auto now = predicted(walk);
      for (const int days : {-1, 1}) {
        auto moved = walk;
        moved.steps.resize(1);
        moved.steps.front().at += std::chrono::hours(24 * days);
        const auto then = predicted(moved);
        if (!now.empty() && !then.empty() && now.front().obstacles != then.front().obstacles) ++count;
      }
    }
    return count;
  };
  Foresight foresight(words(), ruled());
  const auto plain = at_edges(drawn(maker, 1500, nullptr)),
             insisting = at_edges(drawn(maker, 1500, &foresight));
  BOOST_TEST_MESSAGE(plain << " steps on an edge, " << insisting << " of who insists");
  BOOST_TEST(insisting > 2 * plain + 1);
}

BOOST_AUTO_TEST_CASE(one_knob_is_turned_and_nothing_else) {
  const auto maker = maker_of(every_procedure());
  const auto walk = maker.make(5, 0);
  std::size_t turned = 0;
  for (std::uint64_t i = 0; i < 20; ++i) {
    auto other = maker.turn(walk, {"A-52", "A-10"}, i, 0);
    turned += other == walk ? 0 : 1;
    BOOST_TEST(other.assumptions.at("A-10") == "erased");  // it was said on the command line
    other.assumptions = walk.assumptions;
    BOOST_TEST((other == walk));
  }
  BOOST_TEST(turned == 20U);
}

BOOST_AUTO_TEST_CASE(a_walk_goes_on_behind_what_it_showed) {
  const auto maker = maker_of(every_procedure());
  Walk walk = maker.make(0, 0);
  for (std::uint64_t i = 1; walk.steps.size() < 5; ++i) walk = maker.make(i, 0);
  std::size_t behind = 0;
  for (std::uint64_t i = 0; i < 40; ++i) {
    const auto other = maker.vary(walk, 3, i, 0);
    if (other.steps.size() > 3 &&
        std::equal(walk.steps.begin(), walk.steps.begin() + 3, other.steps.begin()) &&
        !(other.steps[3] == walk.steps[3]))
      ++behind;
  }
  BOOST_TEST(behind >= 15U);
}

BOOST_AUTO_TEST_CASE(who_insists_says_another_value_where_that_is_done_too) {
  const auto maker = maker_of({"apply_for_card", "cancel_application"});
  Foresight foresight(words(), ruled());
  std::size_t otherwise = 0;
  for (std::uint64_t i = 0; i < 60; ++i) {
    const auto walk = maker.make(i, 0, &foresight);
    const auto other = maker.vary(walk, 1, i, 0, &foresight);
    if (other.steps.front() == walk.steps.front() || other.steps.front().at != walk.steps.front().at)
      continue;
    const auto now = predicted(other);
    otherwise += !now.empty() && now.front().outcome == PredictedOutcome::done ? 1 : 0;
  }
  BOOST_TEST(otherwise > 5U);
}
