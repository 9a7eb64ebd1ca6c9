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

/// What one layer of one holder came to.
struct Layer {
  std::size_t runs = 0, model_steps = 0, undecided = 0;
  bool cut = false;                             ///< not all of it was run
  std::map<std::string, Counterexample> found;  ///< by kind
};

class HolderSearch {
 public:
  HolderSearch(const Alphabet& alphabet, Beginning beginning, const Lexicon& lexicon,
               const RunContext& context)
      : beginning_(std::move(beginning)),
        model_(context, beginning_, lexicon, alphabet.letters(beginning_)),
        frontier_{model_.start()} {}

  Layer expand(Bench& bench, Benches& benches, std::size_t depth, std::size_t limit,
               const std::atomic<bool>& stop) {
    Layer layer;
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
          try_step(state, letter, std::move(step), bench, benches, layer, next, stop);
        }
      }
    runs_ += layer.runs;
    frontier_ = std::move(next);
    return layer;
  }

  [[nodiscard]] std::size_t states() const { return model_.states(); }

 private:
  void try_step(const Model::State& state, std::size_t letter, Step step, Bench& bench, Benches& benches,
                Layer& layer, std::vector<Model::State>& next, const std::atomic<bool>& stop) {
    auto scenario = model_.scenario();
    scenario.steps = model_.path(state);
    scenario.steps.push_back(std::move(step));
    bool broken = false;
    const auto events = bench.runner->run(scenario, *bench.system, stop, broken);
    if (broken) benches.repair(bench);
    if (events.empty()) return;
    ++layer.runs;
    const auto mishap = mishap_of(events);
    if (mishap && mishap->verdict >= Verdict::fail) return keep(*mishap, events, scenario.steps, layer);
    if (mishap) {
      ++layer.undecided;
      return;
    }
    ++layer.model_steps;
    if (auto reached = model_.after(letter)) next.push_back(std::move(*reached));
  }

  void keep(const Mishap& mishap, std::span<const Event> events, const std::vector<Step>& steps,
            Layer& layer) {
    auto& found = layer.found[mishap.kind()];
    if (found.times++ > 0) return;
    found.mishap = mishap;
    found.holder = beginning_.holder;
    found.sides = sides_of(events);
    found.steps = steps;
    found.beginning = beginning_;
  }

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

BreadthReport explore_breadth(const Alphabet& alphabet, std::vector<Beginning> beginnings,
                              const Lexicon& lexicon, const RunContext& context, const SystemFactory& factory,
                              const BreadthOptions& options, const std::atomic<bool>& stop) {
  BreadthReport report{.holders = beginnings.size()};
  if (beginnings.empty()) return report;
  std::vector<std::unique_ptr<HolderSearch>> searches(beginnings.size());
  side_by_side(
      beginnings.size(),
      [&](std::size_t i) {
        searches[i] = std::make_unique<HolderSearch>(alphabet, std::move(beginnings[i]), lexicon, context);
      },
      options.jobs);
  Benches benches(context, factory);
  const auto limit = options.limit == 0 ? 0 : std::max<std::size_t>(1, options.limit / searches.size());
  std::map<std::string, Counterexample> found;
  for (std::size_t depth = 0; depth < options.depth && found.empty() && !report.stopped; ++depth) {
    std::vector<Layer> layers(searches.size());
    std::mutex told;
    std::size_t runs = report.runs;
    side_by_side(
        searches.size(),
        [&](std::size_t i) {
          auto bench = benches.take();
          layers[i] = searches[i]->expand(bench, benches, depth, limit, stop);
          benches.give_back(std::move(bench));
          const std::lock_guard lock(told);
          runs += layers[i].runs;
          if (options.progress) options.progress(runs, depth + 1);
        },
        options.jobs);
    for (auto& layer : layers) {
      report.runs += layer.runs;
      report.model_steps += layer.model_steps;
      report.undecided += layer.undecided;
      report.stopped = report.stopped || layer.cut;
      for (auto& [kind, each] : layer.found) {
        const auto [twin, fresh] = found.try_emplace(kind, each);
        if (!fresh) twin->second.times += each.times;
      }
    }
    if (!report.stopped) report.complete = depth + 1;
  }
  for (const auto& search : searches) report.states += search->states();
  for (auto& [kind, each] : found) report.found.push_back(std::move(each));
  std::ranges::stable_sort(report.found, std::greater{}, &Counterexample::times);
  return report;
}

}  // namespace karimen::harness::explore
