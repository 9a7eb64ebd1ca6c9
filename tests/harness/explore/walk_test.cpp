// Random walks: the same on every machine and with any number of workers, and they find what is wrong, cut
// short.
#include <boost/test/unit_test.hpp>

#include <fstream>

#include "base/yaml/format.hpp"
#include "harness/builtin/builtin_system.hpp"
#include "harness/builtin/fault_words.hpp"
#include "harness/explore/walk/course.hpp"
#include "harness/explore/walk/guide.hpp"
#include "harness/explore/walk/walks.hpp"
#include "harness/scenario/reading/parser.hpp"
#include "sim/reader/direct_slot.hpp"
#include "tests/harness/explore/walked.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::explore;

namespace {

/// The built-in system with a slot of its own; `lies`: of a done reissue of the plastic licence it says that
/// it was refused.
class Housed final : public System {
 public:
  explicit Housed(bool lies) : system_(slot_, premises()), lies_(lies) {}
  [[nodiscard]] bool knows(const std::string& procedure) const override { return system_.knows(procedure); }
  [[nodiscard]] std::vector<Refusal> refuses(const People& people) const override {
    return system_.refuses(people);
  }
  void reset(const ResetRequest& request) override { system_.reset(request); }
  PerformResult perform(const PerformRequest& request) override {
    auto result = system_.perform(request);
    if (lies_ && request.procedure == "lose_notice" && result.outcome == Outcome::refused)
      result.obstacles = WordSet{"NOT_LOST"};
    return result;
  }
  Facts observe(const std::string& who, std::span<const std::string> names) override {
    return system_.observe(who, names);
  }
  Facts observe_through_reader(const std::string& who, std::span<const std::string> names) override {
    return system_.observe_through_reader(who, names);
  }
  void on_exchange(std::function<void(const Exchange&)> listener) override {
    system_.on_exchange(std::move(listener));
  }
  [[nodiscard]] BilingualText explain(const Exchange& exchange) const override {
    return system_.explain(exchange);
  }

 private:
  static const sim::world::Premises& premises() {
    static const sim::world::Premises shared(source_of_walks() + "/fixtures");
    return shared;
  }
  sim::reader::DirectSlot slot_;
  BuiltinSystem system_;
  bool lies_;
};

std::set<std::string> all_procedures() {
  const auto names = walked().rulebook.vocabulary().procedure_names();
  return {names.begin(), names.end()};
}

Explored explored(std::uint64_t walks, unsigned jobs, const std::set<std::string>& procedures,
                  bool lies = false, unsigned shard = 1, unsigned shards = 1) {
  const WalkMaker maker(words_of_walks(), walked().rulebook, procedures,
                        {.seed = "test", .depth = 8, .assumptions = {}});
  const SystemFactory factory = [lies](unsigned) { return std::make_unique<Housed>(lies); };
  const std::atomic<bool> stop = false;
  return explore::explore(maker, words_of_walks(), walked(), factory,
                          {.walks = walks, .jobs = jobs, .shard = shard, .shards = shards, .progress = {}},
                          stop);
}

std::string in_words(const Explored& all) {
  std::string text =
      std::to_string(all.walks) + ' ' + std::to_string(all.steps) + ' ' + std::to_string(all.undecided);
  for (const auto* findings : {&all.failures, &all.open})
    for (const auto& each : *findings)
      text += '\n' + std::to_string(each.walks) + ' ' + each.mishap.kind() + '\n' +
              to_yaml(each.shortest, "W", "w");
  return text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(courses_name_procedures_that_exist) {
  for (const auto& course : courses())
    for (const auto* name : course)
      BOOST_TEST(walked().rulebook.vocabulary().procedure(name) != nullptr, name);
}

BOOST_AUTO_TEST_CASE(a_walk_is_what_its_number_and_seed_say) {
  const WalkMaker one(words_of_walks(), walked().rulebook, all_procedures(), {.seed = "1"});
  const WalkMaker other(words_of_walks(), walked().rulebook, all_procedures(), {.seed = "2"});
  BOOST_TEST((one.make(7, 0) == one.make(7, 0)));
  BOOST_TEST(!(one.make(7, 0) == one.make(8, 0)));
  BOOST_TEST(!(one.make(7, 0) == one.make(7, 1)));
  BOOST_TEST(!(one.make(7, 0) == other.make(7, 0)));
}

BOOST_AUTO_TEST_CASE(every_walk_is_a_scenario) {
  const WalkMaker maker(words_of_walks(), walked().rulebook, all_procedures(),
                        {.seed = "3", .assumptions = {{"A-10", "erased"}}});
  for (std::uint64_t i = 0; i < 300; ++i) {
    const auto walk = maker.make(i, 0);
    const auto text = to_yaml(walk, "W", "w");
    const auto scenarios = read_scenarios(text, "walk", words_of_walks());
    BOOST_TEST_CONTEXT(text) {
      const std::vector tree{to_tree(walk, "W", "w")};
      BOOST_TEST(yaml::same_trees(tree, yaml::load_text(text, "walk")));
      BOOST_TEST(tree.front().at("steps").items.back().line == scenarios.front().steps.back().spot.line());
      BOOST_TEST(scenarios.size() == 1U);
      BOOST_TEST(scenarios.front().steps.size() == walk.steps.size());
      BOOST_TEST(to_string(scenarios.front().assumptions.at("A-10")) == "erased");
    }
  }
}

BOOST_AUTO_TEST_CASE(workers_make_no_difference) {
  BOOST_TEST(in_words(explored(60, 1, all_procedures())) == in_words(explored(60, 3, all_procedures())));
}

BOOST_AUTO_TEST_CASE(shards_taken_together_are_the_whole) {
  const std::set<std::string> some{"lose_notice", "pass_time", "send_delivery_notice"};
  const auto whole = explored(90, 2, some, true);
  BOOST_REQUIRE(!whole.failures.empty());
  Explored together;
  for (const unsigned shard : {3U, 1U, 2U}) {
    auto part = explored(90, 1, some, true, shard, 3);
    BOOST_TEST(part.walks + part.not_possible == 30U);
    together.take(std::move(part));
  }
  BOOST_TEST((together == whole));
  BOOST_TEST(in_words(together) == in_words(whole));
}

BOOST_AUTO_TEST_CASE(walks_are_learnt_from_at_first_and_then_ever_less) {
  const auto taught = [](std::uint64_t walks) {
    std::uint64_t all = 0;
    for (std::uint64_t i = 0; i < walks; i += Guide::round)
      if (Guide::is_taught(i)) all += Guide::round;
    return all;
  };
  BOOST_TEST(taught(8'000) == 8'000U);
  BOOST_TEST(taught(20'000) == 13'000U);
  BOOST_TEST(taught(1'000'000) == 36'000U);
}

BOOST_AUTO_TEST_CASE(of_one_kind_the_soonest_counts_and_of_several_the_first) {
  const auto finding = [](std::uint64_t number, std::size_t length, std::vector<std::string> rules) {
    Finding made{.walks = 1, .number = number, .length = length};
    made.mishap.rules = std::move(rules);
    return made;
  };
  const std::vector all{finding(7, 3, {"A", "B", "C"}), finding(9, 2, {"B", "C"}), finding(8, 2, {"B", "D"})};
  for (const auto& order : {std::vector{0, 1, 2}, {2, 1, 0}, {1, 0, 2}}) {
    Groups groups;
    for (const auto i : order) groups.take(Finding(all[static_cast<std::size_t>(i)]));
    const auto found = groups.by_frequency();
    BOOST_REQUIRE(found.size() == 1U);
    BOOST_TEST(found[0].walks == 3U);
    BOOST_TEST(found[0].number == 8U);
    BOOST_TEST(found[0].length == 2U);
    BOOST_TEST(found[0].mishap.rules == std::vector<std::string>{"B"}, boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(rules_that_speak_of_what_differs_make_another_kind) {
  Mishap one{.procedure = "renew_licence",
             .differences = {"fee.amount: N predicted, N observed"},
             .speaking = {"FEE-10"}};
  auto other = one;
  BOOST_TEST(one.kind() == other.kind());
  other.rules = {"HOURS-00"};
  BOOST_TEST(one.kind() == other.kind());
  other.speaking = {"FEE-11"};
  BOOST_TEST(one.kind() != other.kind());
}

BOOST_AUTO_TEST_CASE(a_lie_is_found_and_cut_to_one_step) {
  const auto found = explored(40, 2, {"lose_notice", "pass_time"}, true);
  BOOST_REQUIRE(found.failures.size() == 1U);
  const auto& finding = found.failures.front();
  BOOST_TEST(finding.walks > 10U);
  BOOST_TEST(finding.mishap.procedure == "lose_notice");
  BOOST_TEST(finding.mishap.differences ==
                 std::vector<std::string>{"obstacles: NO_NOTICE only predicted; NOT_LOST only observed"},
             boost::test_tools::per_element());
  BOOST_TEST(finding.shortest.steps.size() == 1U);
  BOOST_TEST(finding.shortest.assumptions.empty());
  BOOST_TEST(explored(40, 2, {"lose_notice", "pass_time"}).failures.empty());
}
