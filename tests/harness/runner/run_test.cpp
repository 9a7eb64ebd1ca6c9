#include "harness/runner/run.hpp"

#include <algorithm>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <thread>

#include "harness/runner/assume.hpp"
#include "tests/harness/runner/stub_system.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::test;

namespace {

std::vector<Scenario> many(std::size_t count) {
  const auto one =
      tiny_scenarios("  - {do: record, at: 2026-05-01T09:00}\n  - {do: break_chip, at: 2026-05-02T09:00}\n");
  std::vector<Scenario> scenarios(count, one.at(0));
  for (std::size_t i = 0; i < count; ++i) scenarios[i].id = "S-" + std::to_string(i);
  return scenarios;
}

std::vector<std::string> finished_ids(const Ran& ran) {
  std::vector<std::string> ids;
  for (const auto& each : ran.all<ScenarioFinished>()) ids.push_back(each.id);
  return ids;
}

const SystemFactory good = [](unsigned) { return std::make_unique<StubSystem>(); };

}  // namespace

BOOST_AUTO_TEST_SUITE(whole_runs)

BOOST_AUTO_TEST_CASE(order_and_digest_do_not_depend_on_workers_or_order_of_execution) {
  const auto scenarios = many(23);
  const auto one = run_all(scenarios, good);
  for (const unsigned jobs : {2u, 5u, 64u})
    for (const std::uint64_t shuffle : {0ull, 7ull}) {
      const auto other = run_all(scenarios, good, {.jobs = jobs, .shuffle = shuffle});
      BOOST_TEST(other.summary.digest == one.summary.digest);
      BOOST_TEST(finished_ids(other) == finished_ids(one), boost::test_tools::per_element());
    }
  BOOST_TEST(one.summary.digest.size() == 64u);
}

BOOST_AUTO_TEST_CASE(who_watches_is_told_of_each_scenario_then_of_each_of_its_steps) {
  const auto scenarios = many(2);
  const std::atomic<bool> stop = false;
  std::vector<std::string> told;
  RunOptions options{.jobs = 1};
  options.watch = [&](unsigned, const std::string& identity, const std::string& step) {
    told.push_back(identity + ':' + step);
  };
  (void)run(
      scenarios, tiny_context(), good, options, [](const Event&) {}, stop);
  std::vector<std::string> expected;
  for (const auto& scenario : scenarios) {
    expected.push_back(scenario.identity() + ':');
    for (const auto& step : scenario.steps) expected.push_back(scenario.identity() + ':' + step.id);
  }
  expected.emplace_back(":");
  BOOST_TEST(told == expected, boost::test_tools::per_element());
}

// What is done and not told yet is memory: a sink that is slow holds up the workers, and not the other way
// round.
BOOST_AUTO_TEST_CASE(workers_do_not_run_far_ahead_of_what_is_told) {
  const auto scenarios = many(600);
  const std::atomic<bool> stop = false;
  std::atomic<std::size_t> begun = 0;
  RunOptions options{.jobs = 2, .ahead = 64};
  options.watch = [&](unsigned, const std::string& scenario, const std::string& step) {
    begun += !scenario.empty() && step.empty();
  };
  std::size_t told = 0, furthest = 0;
  const auto summary = run(
      scenarios, tiny_context(), good, options,
      [&](const Event& event) {
        if (!std::holds_alternative<ScenarioFinished>(event)) return;
        if (told++ == 10)
          for (auto before = begun.load() + 1; before != begun.load();) {
            before = begun.load();
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
          }
        furthest = std::max(furthest, begun - told);
      },
      stop);
  BOOST_TEST(summary.counts.pass == 600U);
  BOOST_TEST(furthest >= 20U);
  BOOST_TEST(furthest < 150U);
}

// The first scenario is broken off while a worker waits for it to be told.
BOOST_AUTO_TEST_CASE(an_interrupt_wakes_who_waits_for_room) {
  const auto scenarios = many(600);
  std::atomic<bool> stop = false, first = true;
  std::atomic<std::size_t> begun = 0;
  struct Slow : StubSystem {
    std::function<void()> before;
    PerformResult perform(const PerformRequest& request) override {
      before();
      return StubSystem::perform(request);
    }
  };
  const auto hold = [&] {
    if (!first.exchange(false)) return;
    for (auto before = begun.load() + 1; before != begun.load();) {
      before = begun.load();
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    stop = true;
  };
  RunOptions options{.jobs = 2, .ahead = 64};
  options.watch = [&](unsigned, const std::string& scenario, const std::string& step) {
    begun += !scenario.empty() && step.empty();
  };
  const auto summary = run(
      scenarios, tiny_context(),
      [&](unsigned) {
        auto system = std::make_unique<Slow>();
        system->before = hold;
        return system;
      },
      options, [](const Event&) {}, stop);
  BOOST_TEST(summary.interrupted);
  BOOST_TEST(begun < 150U);
}

BOOST_AUTO_TEST_CASE(the_digest_sees_what_happened_and_no_times) {
  const auto scenarios = many(2);
  const auto one = run_all(scenarios, good).summary.digest;
  auto context = tiny_context();
  context.seed = "another";
  BOOST_TEST(run_all(scenarios, good, {}, context).summary.digest != one);
  BOOST_TEST(run_all(scenarios, good, {.transport = "pcsc"}).summary.digest == one);
  const SystemFactory bad = [](unsigned) {
    return std::make_unique<StubSystem>(Defects{.forgets_record = true});
  };
  BOOST_TEST(run_all(scenarios, bad).summary.digest != one);
}

BOOST_AUTO_TEST_CASE(fail_fast_reports_nothing_after_the_first_failure) {
  const SystemFactory bad = [](unsigned) {
    return std::make_unique<StubSystem>(Defects{.forgets_record = true});
  };
  const auto ran = run_all(many(9), bad, {.jobs = 3, .fail_fast = true});
  BOOST_TEST(ran.summary.counts.fail == 1u);
  BOOST_TEST(ran.summary.counts.not_run == 8u);
}

BOOST_AUTO_TEST_CASE(after_an_environment_error_the_rest_goes_on_with_a_new_system) {
  std::atomic<int> made = 0;
  const SystemFactory first_breaks = [&](unsigned) {
    return std::make_unique<StubSystem>(Defects{.crashes = made++ == 0});
  };
  const auto ran = run_all(many(5), first_breaks);
  BOOST_TEST(ran.summary.counts.error == 1u);
  BOOST_TEST(ran.summary.counts.pass == 4u);
  BOOST_TEST(made == 2);
  BOOST_TEST(static_cast<int>(ran.summary.exit_code()) == 6);
}

BOOST_AUTO_TEST_CASE(a_system_that_cannot_be_made_is_an_error_of_each_scenario) {
  const SystemFactory none = [](unsigned) -> std::unique_ptr<System> { throw EnvironmentError("no reader"); };
  const auto ran = run_all(many(3), none, {.jobs = 2});
  BOOST_TEST(ran.summary.counts.error == 3u);
  BOOST_TEST(ran.all<ScenarioFinished>().at(0).detail == "no reader");
}

BOOST_AUTO_TEST_CASE(an_interrupt_keeps_what_is_finished) {
  std::atomic<bool> stop = false;
  std::vector<Event> events;
  const auto scenarios = many(20);
  const auto summary = run(
      scenarios, tiny_context(), good, {},
      [&](const Event& event) {
        events.push_back(event);
        if (std::holds_alternative<ScenarioFinished>(event)) stop = true;
      },
      stop);
  BOOST_TEST(std::holds_alternative<RunFinished>(events.back()));
  BOOST_TEST(summary.counts.pass >= 1u);
  BOOST_TEST(summary.counts.pass + summary.counts.not_run == 20u);
  if (summary.counts.not_run > 0) BOOST_TEST(static_cast<int>(summary.exit_code()) == 130);
}

BOOST_AUTO_TEST_CASE(assumptions_are_read_with_the_nearest_word) {
  const auto rulebook = tiny_context().rulebook;
  const std::vector<std::string> good_texts{"A-60=free", "oracle:A-60=undecided"};
  const auto assumed = read_assumptions(good_texts, rulebook);
  BOOST_TEST((assumed.shared == Facts{{"A-60", std::string("free")}}));
  BOOST_TEST((assumed.oracle == Facts{{"A-60", std::string("undecided")}}));
  const std::vector<std::string> bad{"A-60=fre"};
  BOOST_CHECK_EXCEPTION(
      (void)read_assumptions(bad, rulebook), DiagnosticError, [](const DiagnosticError& error) {
        return std::string(error.what()) == "error: 'fre' is no value of A-60\n  fix: did you mean 'free'?\n";
      });
}

BOOST_AUTO_TEST_SUITE_END()
