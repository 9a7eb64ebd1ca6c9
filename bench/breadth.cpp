// Model steps of a breadth-first search a second on one core: one procedure, said in one way, tried on one
// state of the rulebook's model at one moment, with its decisions made. All walks of two steps of four
// holders are tried. Side by side the oracle is asked afresh for some of the same steps.
// Usage: breadth_bench SCALE (of bench/measure.py). Lines: name value bound ok|short.
#include <iostream>
#include <stdexcept>
#include <string>

#include "bench/timing.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/explore/breadth/model.hpp"

namespace {

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::bench;

constexpr int rounds = 3;
constexpr std::size_t depth = 2;
constexpr double bound = 1e6, times_bound = 2;
constexpr const char* holders[] = {"hanako", "sato_hanako", "yamada_taro", "tanaka_ken"};
constexpr std::size_t compared_states = 20;

struct Searched {
  double seconds = 0;
  std::size_t steps = 0, asked = 0, states = 0;
  std::vector<explore::Model::State> second_layer;
};

// All steps that can be tried in every state of the layer, and the layer behind it.
std::vector<explore::Model::State> next(explore::Model& model, const explore::Beginning& beginning,
                                        const std::vector<explore::Model::State>& layer, bool wide) {
  std::vector<explore::Model::State> found;
  for (const auto& state : layer)
    for (const auto moment : explore::Alphabet::moments(beginning, state.now, wide)) {
      model.stand(state, moment);
      for (std::size_t letter = 0; letter < model.letters().size(); ++letter)
        if (auto reached = model.after(letter)) found.push_back(std::move(*reached));
    }
  return found;
}

Searched searched(const explore::Alphabet& alphabet, const explore::Beginning& beginning,
                  const Lexicon& lexicon, const RunContext& context) {
  Searched all;
  const auto letters = alphabet.letters(beginning);
  const double begin = cpu_seconds();
  explore::Model model(context, beginning, lexicon, letters);
  std::vector<explore::Model::State> layer{model.start()};
  for (std::size_t i = 0; i < depth; ++i) {
    layer = next(model, beginning, layer, i == 0);
    if (i == 0) all.second_layer = layer;
  }
  all.seconds = cpu_seconds() - begin;
  all.steps = model.steps();
  all.asked = model.asked();
  all.states = model.states();
  return all;
}

// Seconds a step, where the oracle is asked for each.
double asked_afresh(const Searched& known, const explore::Alphabet& alphabet,
                    const explore::Beginning& beginning, const Lexicon& lexicon, const RunContext& context) {
  const auto letters = alphabet.letters(beginning);
  const explore::Model model(context, beginning, lexicon, letters);
  Oracle oracle(context.rulebook, context.calendar);
  oracle.trace_rules(false);
  const auto& scenario = model.scenario();
  oracle.reset(scenario.people, context.assumed_by_oracle(scenario), scenario.start(), scenario.place);
  std::size_t steps = 0;
  const double begin = cpu_seconds();
  for (std::size_t i = 0; i < std::min(compared_states, known.second_layer.size()); ++i) {
    // The way there first: symbols are each oracle's own.
    const auto& state = known.second_layer[i];
    oracle.reset(scenario.people, context.assumed_by_oracle(scenario), scenario.start(), scenario.place);
    for (const auto& step : model.path(state)) (void)oracle.go_on(context.request_of(step));
    const auto facts = oracle.keep("holder");
    for (const auto moment : explore::Alphabet::moments(beginning, state.now, false))
      for (auto step : letters) {
        step.at = moment;
        oracle.go_back_to("holder", facts);
        (void)oracle.go_on(context.request_of(step));
        ++steps;
      }
  }
  return (cpu_seconds() - begin) / static_cast<double>(steps);
}

int run(double scale) {
  const cli::DataFolders folders{.root = KARIMEN_SOURCE_DIR,
                                 .rulebook = KARIMEN_SOURCE_DIR "/harness/rulebook"};
  const auto rulebook = cli::load_rulebook(folders);
  const auto context = cli::plain_context(rulebook, folders);
  const auto lexicon = cli::lexicon_of(rulebook, folders);
  const auto names = rulebook.vocabulary().procedure_names();
  const explore::Alphabet alphabet(lexicon, context, {names.begin(), names.end()});
  std::vector<double> rates, times;
  Searched last;
  for (int round = 0; round < rounds; ++round) {
    Searched all;
    double afresh = 0;
    for (const auto& beginning : alphabet.beginnings()) {
      if (std::ranges::find(holders, beginning.holder) == std::end(holders)) continue;
      const auto one = searched(alphabet, beginning, lexicon, context);
      all.seconds += one.seconds;
      all.steps += one.steps;
      all.asked += one.asked;
      all.states += one.states;
      afresh += asked_afresh(one, alphabet, beginning, lexicon, context) / std::size(holders);
    }
    if (all.states < 10'000)
      throw std::runtime_error("hardly a state was reached: not what is to be measured");
    rates.push_back(static_cast<double>(all.steps) / all.seconds);
    times.push_back(afresh * rates.back());
    last = std::move(all);
  }
  show("breadth.states", static_cast<double>(last.states), "");
  show("breadth.model_steps", static_cast<double>(last.steps), "");
  show("breadth.tables_asked", 100.0 * static_cast<double>(last.asked) / static_cast<double>(last.steps),
       "%");
  const bool fast = at_least("breadth.model_steps_a_second", median(rates), bound / scale);
  return at_least("breadth.times_the_oracle_alone", median(times), times_bound) && fast ? 0 : 1;
}

}  // namespace

int main(int, char** arguments) try {
  return run(std::stod(arguments[1]));
} catch (const std::exception& error) {
  std::cerr << "breadth_bench: " << error.what() << '\n';
  return 6;
}
