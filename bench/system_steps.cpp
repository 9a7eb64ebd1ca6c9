// What the simulation takes for a step of a random walk, on one core: institutions, chip and oracle, and that
// the two are compared. The walks are made and read before; no signature counts (bench/signing.hpp).
// Usage: system_steps SCALE (of bench/measure.py). Lines: name value bound ok|short.
#include <iostream>
#include <string>

#include "bench/signing.hpp"
#include "bench/timing.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/run/system_factory.hpp"
#include "harness/explore/walk/foresight.hpp"
#include "harness/explore/walk/guide.hpp"
#include "harness/explore/walk/walker.hpp"
#include "harness/runner/step/observation.hpp"

namespace {

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::bench;

constexpr std::uint64_t walks = 1500;
constexpr double bound = 20000;

/// As exploration makes them, guided by what those before have shown.
std::vector<Scenario> walked(const std::string& seed, const cli::DataFolders& folders,
                             const RunContext& context, const SystemFactory& factory) {
  const auto lexicon = cli::lexicon_of(context.rulebook, folders);
  const auto names = context.rulebook.vocabulary().procedure_names();
  const explore::WalkMaker maker(lexicon, context.rulebook, {names.begin(), names.end()},
                                 {.seed = seed, .assumptions = {}});
  explore::Guide guide(maker, explore::Guide::for_speed);
  explore::Foresight foresight(lexicon, context);
  explore::Walker walker(lexicon, context, factory, 0);
  explore::Shown shown;
  walker.watched_by([&](const StepTrace& step) { explore::add_shown(step, shown); });
  std::vector<Scenario> done;
  for (std::uint64_t number = 0; number < walks; ++number) {
    const auto walk = guide.make(number, 0, foresight);
    shown = {};
    const auto events = walker.run(walk, false);
    if (!events || events->empty()) continue;
    if (std::get<ScenarioFinished>(events->back()).verdict != Verdict::pass) continue;
    guide.learn(walk, shown, foresight);
    done.push_back(explore::scenario_of(walk, lexicon).value());
  }
  return done;
}

class Steps {
 public:
  Steps(const RunContext& context, System& system)
      : context_(context),
        system_(system),
        oracle_(context.rulebook, context.calendar),
        names_(context.rulebook) {}

  void run(const Scenario& scenario) {
    oracle_.reset(scenario.people, context_.assumed_by_oracle(scenario), scenario.start(), scenario.place);
    system_.reset({.people = scenario.people,
                   .assumptions = context_.shared_by(scenario),
                   .now = scenario.start(),
                   .seed = scenario.id,
                   .personas = scenario.personas,
                   .first_other = scenario.first_other});
    for (const auto& step : scenario.steps) {
      const auto predicted = oracle_.step(context_.request_of(step));
      const auto result = system_.perform({.procedure = step.procedure,
                                           .inputs = step.inputs,
                                           .at = step.at,
                                           .who = step.who,
                                           .place = step.place});
      const auto observed = system_.observe(step.who, names_.all);
      const bool as_predicted = std::string(to_string(predicted.outcome)) == to_string(result.outcome) &&
                                result.obstacles.value_or(WordSet{}) == predicted.obstacles &&
                                oracle_.agrees(step.who, observed);
      if (!as_predicted)
        throw std::runtime_error(step.procedure + " was not as predicted in a walk that passed");
      ++steps_;
    }
  }

  [[nodiscard]] double steps() const { return static_cast<double>(steps_); }

 private:
  const RunContext& context_;
  System& system_;
  Oracle oracle_;
  ObservedNames names_;
  std::size_t steps_ = 0;
};

}  // namespace

int main(int, char** argv) try {
  const double scale = std::stod(argv[1]);
  const cli::DataFolders folders{.root = KARIMEN_SOURCE_DIR,
                                 .rulebook = KARIMEN_SOURCE_DIR "/harness/rulebook"};
  const auto context = cli::plain_context(cli::load_rulebook(folders), folders);
  const auto factory = cli::builtin_factory("direct", 1, folders);
  std::vector<std::vector<Scenario>> rounds;
  for (int seed = 0; seed < 5; ++seed)
    rounds.push_back(walked(std::to_string(seed), folders, context, factory));
  std::vector<double> rates;
  for (const auto& scenarios : rounds) {
    const auto system = cli::builtin_factory("direct", 1, folders)(0);
    Steps steps(context, *system);
    (void)take_signing();
    const double begin = cpu_seconds();
    for (const auto& scenario : scenarios) steps.run(scenario);
    const double seconds = cpu_seconds() - begin;
    const auto signing = take_signing();
    if (signing.signatures == 0)
      throw std::runtime_error("no walk signed anything: what is measured is not what is meant");
    rates.push_back(steps.steps() / (seconds - signing.seconds));
  }
  return at_least("walks.system_steps_a_second", median(rates), bound / scale) ? 0 : 1;
} catch (const std::exception& error) {
  std::cerr << "system_steps: " << error.what() << '\n';
  return 6;
}
