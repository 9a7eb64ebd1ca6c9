#include "harness/runner/event/digest.hpp"

#include <boost/test/unit_test.hpp>

using namespace karimen::harness;

BOOST_AUTO_TEST_SUITE(digests)

// Names that begin alike, with what stands before and behind '@' in the order of characters.
BOOST_AUTO_TEST_CASE(the_digest_of_rounds_is_that_of_runs_of_their_names_in_any_order) {
  const std::vector<std::string> names{"a.yaml#A",   "a.yaml#A!", "a.yaml#A-1",
                                       "a.yaml#A@1", "a.yaml#AB", "a.yaml#A[x]"};
  for (const bool backward : {false, true}) {
    Digest digest;
    Event started = RunStarted{.seed = "s"};
    digest.add(started);
    std::vector<ScenarioDigest> told;
    std::vector<ScenarioFinished> runs;
    for (const auto& name : names)
      for (const unsigned round : {0u, 1u, 2u, 10u, 100u}) {
        ScenarioFinished finished{.id = name + (round == 0 ? "" : '@' + std::to_string(round)),
                                  .repetition = round};
        if (name != "a.yaml#A" || round != 1) runs.push_back(finished);  // another one is called so
      }
    if (backward) std::ranges::reverse(runs);
    for (auto& each : runs) {
      Event event = each;
      digest.add(event);
      told.emplace_back(each.id, std::get<ScenarioFinished>(event).digest);
    }
    BOOST_TEST(digest.finish() == run_digest(heading_digest(RunStarted{.seed = "s"}), told));
  }
}

BOOST_AUTO_TEST_SUITE_END()
