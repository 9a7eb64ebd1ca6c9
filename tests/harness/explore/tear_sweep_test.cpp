// The sweep of the shipped scenarios; and that it can fail: memories and systems that keep less than they
// promise.
#include <boost/test/unit_test.hpp>

#include "harness/builtin/builtin_system.hpp"
#include "harness/builtin/fault_words.hpp"
#include "harness/explore/tear_sweep.hpp"
#include "harness/explore/torn_facts.hpp"
#include "harness/scenario/reading/parser.hpp"
#include "harness/scenario/selection/selection.hpp"
#include "sim/chip/making/editor.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::explore;

namespace {

const std::string root = KARIMEN_SOURCE_DIR;

const RunContext& context() {
  static const RunContext all{.rulebook = Rulebook::load(root + "/harness/rulebook"),
                              .calendar = Calendar::load(root + "/fixtures/holidays.yaml"),
                              .facilities = load_facilities(root + "/fixtures/facilities.yaml")};
  return all;
}

std::vector<Scenario> scenarios(const std::string& path) {
  auto lexicon = make_lexicon(load_documents(root + "/harness/rulebook"), context().facilities,
                              std::make_shared<Personas>(root + "/fixtures/personas"));
  lexicon.faults = builtin::fault_words();
  const std::vector<std::string> paths{root + "/scenarios" + path};
  return read_scenario_files(find_scenario_files(paths, root).files, lexicon, 2).scenarios;
}

const sim::world::Premises& premises() {
  static const sim::world::Premises shared(root + "/fixtures");
  return shared;
}

std::unique_ptr<System> builtin_system(sim::reader::Slot& slot) {
  return std::make_unique<BuiltinSystem>(slot, premises());
}

Sweep swept(const std::vector<Scenario>& some, const sim::fault::AfterCut& after_cut = {},
            const SweptSystem& factory = builtin_system) {
  const std::atomic<bool> stop = false;
  return sweep(some, context(), factory, {.jobs = 2, .after_cut = after_cut}, stop);
}

// One of four: `karimen run scenarios --sweep` (./dev bench) sweeps all, which takes two minutes.
std::vector<Scenario> a_quarter_of_all() {
  auto all = scenarios("");
  std::vector<Scenario> some;
  for (std::size_t i = 0; i < all.size(); i += 4) some.push_back(std::move(all[i]));
  return some;
}

/// Does everything as the built-in system does, but forgets after a failure what it was about.
class Forgetful final : public System {
 public:
  explicit Forgetful(sim::reader::Slot& slot) : inner_(slot, premises()) {}
  [[nodiscard]] bool knows(const std::string& procedure) const override { return inner_.knows(procedure); }
  [[nodiscard]] std::vector<Refusal> refuses(const People& people) const override {
    return inner_.refuses(people);
  }
  void reset(const ResetRequest& request) override {
    failed_ = false;
    inner_.reset(request);
  }
  PerformResult perform(const PerformRequest& request) override {
    if (failed_) return {.outcome = Outcome::refused};
    auto result = inner_.perform(request);
    failed_ = result.outcome == Outcome::failed;
    return result;
  }
  Facts observe(const std::string& who, std::span<const std::string> names) override {
    return inner_.observe(who, names);
  }
  Facts observe_through_reader(const std::string&, std::span<const std::string>) override { return {}; }
  void on_exchange(std::function<void(const Exchange&)>) override {}
  [[nodiscard]] BilingualText explain(const Exchange&) const override { return {}; }

 private:
  BuiltinSystem inner_;
  bool failed_ = false;
};

Value word(const char* text) {
  return std::string(text);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tear_sweep)

BOOST_AUTO_TEST_CASE(every_write_point_of_the_lifecycle_survives) {
  const auto all = swept(a_quarter_of_all());
  for (const auto& casualty : all.casualties)
    BOOST_ERROR(casualty.scenario << " " << casualty.reproduction() << ": " << casualty.why);
  const auto total = all.total();
  BOOST_TEST(total.survived == total.write_points);
  BOOST_TEST(total.old_record + total.no_record + total.new_record == total.write_points);
  BOOST_TEST(total.write_points > 5'000u);
  BOOST_TEST(total.cuts > total.write_points);
  for (const char* procedure :
       {"integrate_licence", "re_record_licence", "rewrite_licence_record", "renew_licence",
        "renew_certificates", "revoke_licence", "submit_signature_certificate"})
    BOOST_TEST(all.procedures.at(procedure).write_points > 0u, procedure);
}

BOOST_AUTO_TEST_CASE(a_memory_that_keeps_half_a_record_is_found_out) {
  const auto half = [](sim::chip::Card& card) {
    card.power_on();
    sim::chip::Editor editor(card);
    using sim::chip::ApplicationId;
    if (!editor.licence_present() || editor.content(ApplicationId::driver_licence, 0x001B).empty()) return;
    editor.flip_bit(ApplicationId::driver_licence, 0x001B, 20, 0);
  };
  const auto found = swept(scenarios("/integration/record_and_renewal.yaml"), half);
  BOOST_TEST_REQUIRE(!found.casualties.empty());
  BOOST_TEST(found.casualties[0].why == "the memory holds neither the old nor the new state");
  BOOST_TEST(found.total().survived < found.total().write_points);
}

BOOST_AUTO_TEST_CASE(a_counter_that_a_cut_raises_is_found_out) {
  const auto refund = [](sim::chip::Card& card) {
    card.power_on();
    sim::chip::Editor(card).set_tries(sim::chip::ApplicationId::jpki, 0x001B, 5);
  };
  const auto found = swept(scenarios("/submission/signature_certificate.yaml"), refund);
  BOOST_TEST_REQUIRE(!found.casualties.empty());
  BOOST_TEST(found.casualties[0].why == "a retry counter went up");
}

BOOST_AUTO_TEST_CASE(an_institution_that_does_not_take_a_procedure_up_again_is_found_out) {
  const auto found = swept(scenarios("/integration/record_and_renewal.yaml"), {},
                           [](auto& slot) { return std::make_unique<Forgetful>(slot); });
  BOOST_TEST_REQUIRE(!found.casualties.empty());
  BOOST_TEST(found.casualties[0].why == "repeated, it ended refused instead of done");
  BOOST_TEST(found.casualties[0].reproduction().find("power_cut_within_write, command: ") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_record_is_old_or_none_or_new_and_never_part_of_one) {
  const Facts before{{"card.record_number", word("1")}, {"card.record_photo", word("a")}};
  const Facts after{{"card.record_number", word("2")}, {"card.record_photo", word("b")}};
  const Facts none{{"card.record_number", word("none")}, {"card.record_photo", word("none")}};
  const Facts part{{"card.record_number", word("2")}, {"card.record_photo", word("a")}};
  BOOST_TEST((record_of(before, before, after) == &explore::Tally::old_record));
  BOOST_TEST((record_of(after, before, after) == &explore::Tally::new_record));
  BOOST_TEST((record_of(none, before, after) == &explore::Tally::no_record));
  BOOST_TEST((record_of(part, before, after) == nullptr));
}

BOOST_AUTO_TEST_CASE(registries_do_not_move_with_a_failure) {
  const auto& vocabulary = context().rulebook.vocabulary();
  const Facts before{{"driver_registry.holding_form", word("licence_only")}};
  const Facts after{{"driver_registry.holding_form", word("my_number_only")}};
  BOOST_TEST(moved(before, before, after, vocabulary) == "");
  BOOST_TEST(moved(after, before, after, vocabulary) ==
             "driver_registry.holding_form moved to my_number_only although the procedure failed");
}

BOOST_AUTO_TEST_SUITE_END()
