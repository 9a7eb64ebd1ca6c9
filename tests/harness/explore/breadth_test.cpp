// The model of breadth-first searches is the oracle: what it remembers of other states is what the oracle
// says of this one.
#include <boost/test/unit_test.hpp>

#include "harness/explore/breadth/model.hpp"
#include "harness/explore/cover/changes.hpp"
#include "tests/harness/explore/walked.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::explore;

namespace {

const Alphabet& alphabet() {
  static const auto names = walked().rulebook.vocabulary().procedure_names();
  static const Alphabet all(words_of_walks(), walked(), {names.begin(), names.end()});
  return all;
}

Beginning of(const std::string& holder) {
  for (auto& each : alphabet().beginnings())
    if (each.holder == holder) return each;
  throw std::invalid_argument(holder);
}

std::vector<Model::State> layer_behind(Model& model, const Beginning& beginning,
                                       const std::vector<Model::State>& layer, bool wide) {
  std::vector<Model::State> found;
  for (const auto& state : layer)
    for (const auto moment : Alphabet::moments(beginning, state.now, wide)) {
      model.stand(state, moment);
      for (std::size_t letter = 0; letter < model.letters().size(); ++letter)
        if (auto reached = model.after(letter)) found.push_back(std::move(*reached));
    }
  return found;
}

/// The oracle, brought to a state by its steps.
class Witness {
 public:
  explicit Witness(const Model& model) : model_(model), oracle_(walked().rulebook, walked().calendar) {}

  void go_to(const Model::State& state) {
    const auto& scenario = model_.scenario();
    oracle_.reset(scenario.people, walked().assumed_by_oracle(scenario), scenario.start(), scenario.place);
    for (const auto& step : model_.path(state)) (void)oracle_.go_on(walked().request_of(step));
    here_ = oracle_.keep("holder");
  }
  Prediction step(std::size_t letter, Moment at) {
    oracle_.go_back_to("holder", here_);
    auto step = model_.letters()[letter];
    step.at = at;
    return oracle_.step(walked().request_of(step));
  }
  /// Of the facts in `like`.
  Facts facts(const Facts& like) {
    Facts found;
    const auto all = oracle_.state("holder");
    for (const auto& [name, value] : like)
      if (const auto each = all.find(name); each != all.end()) found.emplace(name, each->second);
    return found;
  }

 private:
  const Model& model_;
  Oracle oracle_;
  std::vector<rules::Datum> here_;
};

constexpr auto officer = "roadside_check";

}  // namespace

BOOST_AUTO_TEST_CASE(every_step_of_the_model_is_the_oracles) {
  for (const auto* holder : {"hanako", "yamada_taro"}) {
    const auto beginning = of(holder);
    Model model(walked(), beginning, words_of_walks(), alphabet().letters(beginning));
    const auto first = layer_behind(model, beginning, {model.start()}, true);
    BOOST_REQUIRE(first.size() > 20U);
    const auto second = layer_behind(model, beginning, first, false);
    Witness witness(model);
    std::size_t done = 0, refused = 0, told = 0;
    for (std::size_t i = 0; i < second.size(); i += second.size() / 12) {
      const auto& state = second[i];
      witness.go_to(state);
      BOOST_TEST((witness.facts(model.facts(state)) == model.facts(state)));
      const auto moment = Alphabet::moments(beginning, state.now, false)[i % 2];
      model.stand(state, moment);
      for (std::size_t letter = 0; letter < model.letters().size(); ++letter) {
        const auto said = witness.step(letter, moment);
        const auto reached = model.reach(letter);
        BOOST_TEST_CONTEXT(model.letters()[letter].procedure << " after " << i) {
          if (said.outcome == PredictedOutcome::done) BOOST_TEST(reached.has_value());
          if (said.outcome == PredictedOutcome::undecided) BOOST_TEST(!reached.has_value());
          const auto& facts = model.facts(reached ? *reached : state);
          if (said.outcome != PredictedOutcome::undecided) BOOST_TEST((witness.facts(facts) == facts));
          if (model.letters()[letter].procedure == officer && said.facts.contains("roadside.finding")) {
            BOOST_TEST((model.told(letter, "roadside.finding") == said.facts.at("roadside.finding")));
            ++told;
          }
        }
        ++(said.outcome == PredictedOutcome::done ? done : refused);
      }
    }
    BOOST_TEST(done > 500U);
    BOOST_TEST(refused > 500U);
    BOOST_TEST(told > 10U);
    BOOST_TEST(model.asked() < model.steps() / 2, "most is remembered");
  }
}

BOOST_AUTO_TEST_CASE(a_procedure_reads_what_its_tables_read_and_not_what_others_do) {
  const auto& program = walked().rulebook.program();
  const auto premises = [&](const char* name) {
    const auto found = std::ranges::find(program.procedures, name, &rules::Procedure::name);
    return premises_of(*found, program);
  };
  const auto has = [&](const std::vector<int>& facts, const char* name) {
    return std::ranges::find(facts, program.fact(name)) != facts.end();
  };
  const auto personalise = premises("personalise_card");
  BOOST_TEST(has(personalise.set, "next_card.record"));
  BOOST_TEST(has(personalise.unread, "next_card.history_number"));
  BOOST_TEST(has(personalise.read, "card_application.state"));
  BOOST_TEST(!has(personalise.read, "holder.cash"));
  for (const auto& procedure : program.procedures) {
    const auto each = premises_of(procedure, program);
    for (const int fact : each.unread) BOOST_TEST(!std::ranges::binary_search(each.read, fact));
    for (const int fact : each.read) {
      for (const auto& former : program.former) BOOST_TEST(fact != former.fact, procedure.name);
      // What the step itself decides, brings or is answered would not be known beforehand.
      std::set<int> grounds;
      add_ground_facts(program, program.facts[static_cast<std::size_t>(fact)].derive, grounds);
      for (const auto& entry : procedure.decides) BOOST_TEST(!grounds.contains(entry.fact), procedure.name);
      for (const int own : {program.step.place, program.step.procedure, program.step.outcome,
                            program.step.facility_kind, program.fact("input.facility")})
        BOOST_TEST(!grounds.contains(own), procedure.name);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_state_is_reached_once_and_by_a_shortest_way) {
  const auto beginning = of("hanako");
  Model model(walked(), beginning, words_of_walks(), alphabet().letters(beginning));
  const auto first = layer_behind(model, beginning, {model.start()}, true);
  BOOST_TEST(model.states() == first.size() + 1);
  std::set<std::pair<std::string, Moment>> seen;
  for (const auto& state : first) {
    BOOST_TEST(model.path(state).size() == 1U);
    BOOST_TEST(seen.emplace(model.key(state), state.now).second);
  }
  BOOST_TEST(layer_behind(model, beginning, {model.start()}, true).empty());
}
