// Walks over every procedure of the vocabulary: money goes where the answer says, a refusal takes nothing,
// and no step breaks the system.
#include <boost/test/unit_test.hpp>
#include <random>

#include "base/yaml.hpp"
#include "builtin_fixture.hpp"
#include "harness/fact/vocabulary.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::test;

namespace {

const Vocabulary& known_words() {
  static const auto read = Vocabulary::from(
      yaml::load_file(std::string(KARIMEN_SOURCE_DIR) + "/harness/rulebook/vocabulary.yaml"));
  return read;
}

class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t bound) { return engine_() % bound; }
  template <class Choices>
  auto& among(Choices& choices) {
    return choices[below(choices.size())];
  }

 private:
  std::mt19937 engine_;
};

const std::vector<std::string> facilities{"fuchu_test_centre", "shinjuku_station", "iida_station",
                                          "matsumoto_station", "kagoshima_licence_centre"};
const std::vector<std::string> texts{"KARIMEN2025", "WRONG111", "x", "8642", "300000000001"};

Value value_for(const Type& type, Moment now, Dice& dice) {
  switch (type.base) {
    case Base::words:
      return dice.among(type.words);
    case Base::set: {
      WordSet members;
      for (const auto& each : type.words)
        if (dice.below(2) == 0) members.insert(each);
      return members;
    }
    case Base::facility:
      return dice.among(facilities);
    case Base::date:
      return date_of(now + std::chrono::days{dice.below(900)});
    case Base::moment:
      return now;
    default:
      return dice.among(texts);
  }
}

Facts inputs_for(const ProcedureSpec& procedure, Moment now, Dice& dice) {
  Facts inputs;
  for (const auto& input : procedure.inputs) {
    const bool by_default = input.initial && dice.below(2) == 0;
    inputs.emplace(input.name, by_default ? *input.initial : value_for(input.type, now, dice));
  }
  return inputs;
}

std::vector<Facts> holders() {
  const Facts both{{"driver_registry.holding_form", word("both")}, {"licence_document.status", word("held")}};
  const Facts poor{{"holder.cash", std::int64_t{1600}}};
  const Facts none{{"licence.disposition", word("never")},
                   {"driver_registry.holding_form", word("none")},
                   {"licence_document.status", word("not_issued")}};
  return {recorded_holder(),
          linked_holder(),
          with(linked_holder(), both),
          unrecorded_holder(),
          with(unrecorded_holder(), none),
          with(recorded_holder(), poor)};
}

/// What a refusal may change: tries, and a submission whose four items differed.
bool may_change(const std::string& fact) {
  return fact.ends_with("_tries") || fact.starts_with("signature_submission.");
}

void check_money(const std::string& step, const PerformResult& result, const std::string& before,
                 const std::string& after) {
  const auto amount = to_string(result.outcomes.at("fee.amount"));
  const bool known = amount != "none" && amount != "not_stated";
  BOOST_TEST(std::stol(before) - std::stol(after) == (known ? std::stol(amount) : 0), step);
  BOOST_TEST(std::stol(after) >= 0, step);
}

void walk(unsigned seed) {
  Dice dice(seed);
  auto choices = holders();
  Stage stage(dice.among(choices));
  Moment now = moment("2026-05-01T09:30");
  std::string path = "walk " + std::to_string(seed);
  for (int step = 0; step < 12; ++step) {
    const auto& procedures = known_words().procedures();
    const auto& procedure = procedures[dice.below(procedures.size())];
    now += std::chrono::hours{1 + 24 * dice.below(40)};
    const auto inputs = inputs_for(procedure, now, dice);
    path += " " + procedure.name;
    stage.system.perform({"pass_time", {}, now, "holder", "tokyo"});
    const auto before = stage.see_all();
    const auto result = stage.system.perform({procedure.name, inputs, now, "holder", "tokyo"});
    const auto after = stage.see_all();
    BOOST_TEST((result.outcome != Outcome::failed), path << ": " << result.detail);
    check_money(path, result, before.at("holder.cash"), after.at("holder.cash"));
    if (result.outcome != Outcome::refused) continue;
    BOOST_TEST(!result.obstacles->empty(), path);
    for (const auto& [fact, value] : before)
      if (!may_change(fact)) BOOST_TEST(after.at(fact) == value, path << ": " << fact);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(builtin_walks)

BOOST_AUTO_TEST_CASE(every_procedure_of_the_vocabulary_is_known) {
  PullingSlot slot;
  const BuiltinSystem system(slot, premises());
  for (const auto& procedure : known_words().procedures())
    BOOST_TEST(system.knows(procedure.name), procedure.name);
}

BOOST_AUTO_TEST_CASE(take_money_as_answered_and_nothing_at_a_refusal) {
  for (unsigned seed = 1; seed <= 150; ++seed) walk(seed);
}

BOOST_AUTO_TEST_SUITE_END()
