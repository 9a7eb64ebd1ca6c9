#include "harness/explore/breadth/breadth.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>

#include "base/parallel.hpp"
#include "harness/explore/breadth/model.hpp"
#include "harness/explore/walk/walker.hpp"

namespace karimen::harness::explore {
namespace {

/// A system and what runs scenarios on it; whoever needs one takes one that is free.
struct Bench {
  std::unique_ptr<System> system;
  std::unique_ptr<ScenarioRunner> runner;
};
class Benches {
 public:
  Benches(const RunContext& context, const SystemFactory& factory) : context_(context), factory_(factory) {}

  Bench take() {
    unsigned number = 0;
    {
      const std::lock_guard lock(mutex_);
      if (!free_.empty()) {
        auto bench = std::move(free_.back());
        free_.pop_back();
        return bench;
      }
      number = made_++;
    }
    return {factory_(number), std::make_unique<ScenarioRunner>(context_)};
  }
  void give_back(Bench bench) {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(bench));
  }
  void repair(Bench& bench) { bench.system = factory_(0); }

 private:
  const RunContext& context_;
  const SystemFactory& factory_;
  std::mutex mutex_;
  std::vector<Bench> free_;
  unsigned made_ = 0;
};

/// What one layer of one holder came to; its states are not counted yet.
struct Expanded {
  BreadthLayer layer;
  std::map<std::string, Counterexample> found;  ///< by kind
};

std::vector<Counterexample> by_frequency(std::map<std::string, Counterexample>&& by_kind) {
  std::vector<Counterexample> found;
  for (auto& [kind, each] : by_kind) found.push_back(std::move(each));
  std::ranges::stable_sort(found, std::greater{}, &Counterexample::times);
  return found;
}

void add(Counterexample&& each, std::map<std::string, Counterexample>& by_kind) {
  const auto [twin, fresh] = by_kind.try_emplace(each.mishap.kind());
  const auto times = twin->second.times + each.times;
  if (fresh || each.number < twin->second.number) twin->second = std::move(each);
  twin->second.times = times;
}

class HolderSearch {
 public:
  HolderSearch(const Alphabet& alphabet, Beginning beginning, const Lexicon& lexicon,
               const RunContext& context)
      : alphabet_(alphabet),
        beginning_(std::move(beginning)),
        model_(context, beginning_, lexicon, alphabet.letters(beginning_)),
        frontier_{model_.start()} {}

  Expanded expand(Bench& bench, Benches& benches, std::size_t depth, std::size_t limit,
                  const std::atomic<bool>& stop) {
    Expanded expanded;
    auto& layer = expanded.layer;
    std::vector<Model::State> next;
    for (const auto& state : frontier_)
      for (const auto moment : Alphabet::moments(beginning_, state.now, depth == 0)) {
        model_.stand(state, moment);
        for (std::size_t letter = 0; letter < model_.letters().size(); ++letter) {
          if (stop || (limit != 0 && runs_ + layer.runs >= limit)) {
            layer.cut = true;
            break;
          }
          auto step = model_.letters()[letter];
          step.at = moment;
          step.id = "s" + std::to_string(depth + 1);
          try_step(state, letter, std::move(step), bench, benches, expanded, next, stop);
        }
      }
    runs_ += layer.runs;
    frontier_ = std::move(next);
    return expanded;
  }

  [[nodiscard]] std::size_t states() const { return model_.states(); }

 private:
  void try_step(const Model::State& state, std::size_t letter, Step step, Bench& bench, Benches& benches,
                Expanded& expanded, std::vector<Model::State>& next, const std::atomic<bool>& stop) {
    auto& layer = expanded.layer;
    auto scenario = model_.scenario();
    scenario.steps = model_.path(state);
    scenario.steps.push_back(std::move(step));
    bool broken = false;
    const auto events = bench.runner->run(scenario, *bench.system, stop, broken);
    if (broken) benches.repair(bench);
    if (events.empty()) return;
    ++layer.runs;
    const auto mishap = mishap_of(events);
    if (mishap && mishap->verdict >= Verdict::fail) return keep(*mishap, events, scenario.steps, expanded);
    if (mishap) {
      ++layer.undecided;
      return;
    }
    ++layer.model_steps;
    if (auto reached = model_.after(letter)) next.push_back(std::move(*reached));
  }

  void keep(const Mishap& mishap, std::span<const Event> events, const std::vector<Step>& steps,
            Expanded& expanded) {
    auto& found = expanded.found[mishap.kind()];
    if (found.times++ > 0) return;
    found.mishap = mishap;
    found.number = beginning_.number;
    found.sides = sides_of(events);
    found.walk = alphabet_.walk(beginning_, steps);
  }

  const Alphabet& alphabet_;
  Beginning beginning_;
  Model model_;
  std::vector<Model::State> frontier_;
  std::size_t runs_ = 0;
};

}  // namespace

std::string sides_of(std::span<const Event> events) {
  const ScenarioFinished* finished = nullptr;
  for (const auto& event : events)
    if (const auto* each = std::get_if<ScenarioFinished>(&event)) finished = each;
  std::string text;
  for (const auto& event : events) {
    const auto* step = std::get_if<StepEvent>(&event);
    if (step == nullptr || finished == nullptr || step->id != finished->step) continue;
    for (const auto& each : step->differences) {
      text += each.name + ": predicted " + each.predicted.value_or("-") + ", observed " +
              each.observed.value_or("-") + '\n';
      for (const auto& rule : step->rules)
        if (std::ranges::any_of(rule.says, [&](const auto& said) { return said.first == each.name; }))
          text += "  " + rule.explanation.en + '\n';
    }
    if (!step->detail.empty()) text += step->detail + '\n';
    // What an effect of the procedure says no row speaks of: then those that let it happen.
    for (const auto& rule : step->rules)
      if (rule.fired) text += "  " + rule.id + ": " + rule.because.en + '\n';
  }
  return text;
}

std::size_t BreadthReport::runs() const {
  std::size_t sum = 0;
  for (const auto& layer : layers) sum += layer.runs;
  return sum;
}

std::size_t BreadthReport::undecided() const {
  std::size_t sum = 0;
  for (const auto& layer : layers) sum += layer.undecided;
  return sum;
}

std::span<const Counterexample> BreadthReport::found() const {
  return layers.empty() ? std::span<const Counterexample>{} : layers.back().found;
}

void BreadthReport::take(BreadthReport&& other) {
  holders += other.holders;
  if (layers.size() < other.layers.size()) layers.resize(other.layers.size());
  for (std::size_t i = 0; i < other.layers.size(); ++i) {
    auto &ours = layers[i], &theirs = other.layers[i];
    ours.states += theirs.states;
    ours.model_steps += theirs.model_steps;
    ours.runs += theirs.runs;
    ours.undecided += theirs.undecided;
    ours.cut = ours.cut || theirs.cut;
    std::map<std::string, Counterexample> found;
    for (auto* all : {&ours.found, &theirs.found})
      for (auto& each : *all) add(std::move(each), found);
    ours.found = by_frequency(std::move(found));
  }
  // Whoever found something, or was cut, went no further, and neither would one who searched all.
  const auto last =
      std::ranges::find_if(layers, [](const auto& layer) { return layer.cut || !layer.found.empty(); });
  if (last != layers.end()) layers.erase(last + 1, layers.end());
}

BreadthReport explore_breadth(const Alphabet& alphabet, std::vector<Beginning> beginnings,
                              const Lexicon& lexicon, const RunContext& context, const SystemFactory& factory,
                              const BreadthOptions& options, const std::atomic<bool>& stop) {
  BreadthReport report{.holders = beginnings.size(), .layers = {}};
  if (beginnings.empty()) return report;
  std::vector<std::unique_ptr<HolderSearch>> searches(beginnings.size());
  side_by_side(
      beginnings.size(),
      [&](std::size_t i) {
        searches[i] = std::make_unique<HolderSearch>(alphabet, std::move(beginnings[i]), lexicon, context);
      },
      options.jobs);
  Benches benches(context, factory);
  const auto holders = options.holders == 0 ? searches.size() : options.holders;
  const auto limit = options.limit == 0 ? 0 : std::max<std::size_t>(1, options.limit / holders);
  std::size_t before = 0;
  for (std::size_t depth = 0; depth < options.depth; ++depth) {
    std::vector<Expanded> expanded(searches.size());
    std::mutex told;
    std::size_t runs = before;
    side_by_side(
        searches.size(),
        [&](std::size_t i) {
          auto bench = benches.take();
          expanded[i] = searches[i]->expand(bench, benches, depth, limit, stop);
          expanded[i].layer.states = searches[i]->states();
          benches.give_back(std::move(bench));
          const std::lock_guard lock(told);
          runs += expanded[i].layer.runs;
          if (options.progress) options.progress(runs, depth + 1);
        },
        options.jobs);
    auto& layer = report.layers.emplace_back();
    std::map<std::string, Counterexample> found;
    for (auto& each : expanded) {
      layer.states += each.layer.states;
      layer.model_steps += each.layer.model_steps;
      layer.runs += each.layer.runs;
      layer.undecided += each.layer.undecided;
      layer.cut = layer.cut || each.layer.cut;
      for (auto& [kind, one] : each.found) add(std::move(one), found);
    }
    layer.found = by_frequency(std::move(found));
    if (layer.cut || !layer.found.empty()) break;
    before = runs;
  }
  return report;
}

}  // namespace karimen::harness::explore
