#include "harness/explore/stuck/stuck.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/parallel.hpp"
#include "harness/explore/breadth/model.hpp"
#include "harness/explore/walk/course.hpp"

namespace karimen::harness::explore {
namespace {

constexpr auto officer = "roadside_check";
constexpr auto verdict_of_officer = "roadside.finding";

class HolderStates {
 public:
  HolderStates(const Alphabet& alphabet, const Beginning& beginning, const Lexicon& lexicon,
               const RunContext& context, const StuckOptions& options, const std::atomic<bool>& stop)
      : alphabet_(alphabet),
        beginning_(beginning),
        options_(options),
        stop_(stop),
        model_(context, beginning, lexicon, alphabet.letters(beginning)) {
    for (std::size_t i = 0; i < model_.letters().size(); ++i) {
      const auto& procedure = model_.letters()[i].procedure;
      (procedure == officer ? checks_ : letters_).push_back(i);
      plainest_.try_emplace(procedure, i);
    }
  }

  StuckReport run() {
    Model::Keys seen;
    (void)seen.add(model_.key(model_.start()), 0);
    std::vector<Model::State> layer{model_.start()};
    for (std::size_t depth = 0; !layer.empty() && !stop_; ++depth) {
      for (const auto& state : layer) judge(state);
      if (depth == options_.way_in) break;
      layer = next(layer, seen, depth == 0);
    }
    result_.model_steps = model_.steps();
    for (auto& [kind, way] : ways_)
      result_.stuck.push_back({.way_in = alphabet_.walk(beginning_, way.steps),
                               .number = beginning_.number,
                               .kind = kind,
                               .states = way.states,
                               .holders = 1});
    return std::move(result_);
  }

 private:
  std::vector<Model::State> next(const std::vector<Model::State>& layer, Model::Keys& seen, bool wide) {
    std::vector<Model::State> found;
    for (const auto& state : layer)
      for (const auto moment : Alphabet::moments(beginning_, state.now, wide)) {
        model_.stand(state, moment);
        for (const auto letter : letters_) {
          if (stop_) return found;
          if (auto reached = model_.new_to(seen, letter)) found.push_back(std::move(*reached));
        }
      }
    return found;
  }

  bool is_usable(const Model::State& state) {
    model_.stand(state, state.now + std::chrono::minutes(5));
    return std::ranges::any_of(checks_, [&](std::size_t check) {
      return model_.told(check, verdict_of_officer) == Value(std::string(usable_finding));
    });
  }

  void judge(const Model::State& state) {
    ++result_.states;
    if (is_usable(state))
      ++result_.usable;
    else if (has_way_back(state))
      ++result_.mended;
    else if (!stop_)
      keep(model_.path(state));
  }

  // States come nearest first.
  void keep(std::vector<Step> steps) {
    auto& way = ways_[steps.empty() ? begins_so : steps.back().procedure];
    if (way.states++ == 0) way.steps = std::move(steps);
  }

  bool has_way_back(const Model::State& state) {
    if (along_a_course(state)) return true;
    Model::Keys seen;
    (void)seen.add(model_.key(state), 0);
    std::vector<Model::State> layer{state};
    for (std::size_t depth = 0; depth < options_.way_back && !stop_; ++depth) {
      layer = next(layer, seen, false);
      if (std::ranges::any_of(layer, [&](const auto& each) { return is_usable(each); })) return true;
    }
    return false;
  }

  // Each procedure in its plainest form; what is refused is passed over.
  bool along_a_course(const Model::State& from) {
    return std::ranges::any_of(courses(), [&](const Course& course) {
      auto state = from;
      for (const auto* name : course) {
        const auto letter = plainest_.find(name);
        if (letter == plainest_.end() || letter->first == officer) continue;
        model_.stand(state, Alphabet::moments(beginning_, state.now, false).back());
        if (auto reached = model_.reach(letter->second)) state = std::move(*reached);
      }
      return state.length > from.length && is_usable(state);
    });
  }

  const Alphabet& alphabet_;
  const Beginning& beginning_;
  const StuckOptions& options_;
  const std::atomic<bool>& stop_;
  Model model_;
  std::vector<std::size_t> letters_, checks_;
  std::map<std::string, std::size_t, std::less<>> plainest_;  ///< by procedure
  StuckReport result_{.holders = 1};
  /// Into states that are stuck.
  struct Way {
    std::vector<Step> steps;  ///< a shortest one
    std::size_t states = 0;
  };
  std::map<std::string, Way> ways_;  ///< by their last procedure
};

}  // namespace

void StuckReport::take(StuckReport&& other) {
  holders += other.holders;
  states += other.states;
  model_steps += other.model_steps;
  usable += other.usable;
  mended += other.mended;
  std::map<std::string, StuckState> kinds;
  for (auto* all : {&stuck, &other.stuck})
    for (auto& each : *all) {
      const auto [twin, fresh] = kinds.try_emplace(each.kind);
      auto& kept = twin->second;
      const auto sum = std::pair(kept.states + each.states, kept.holders + each.holders);
      const auto far = [](const StuckState& one) { return std::pair(one.way_in.steps.size(), one.number); };
      if (fresh || far(each) < far(kept)) kept = std::move(each);
      std::tie(kept.states, kept.holders) = sum;
    }
  stuck.clear();
  for (auto& [kind, each] : kinds) stuck.push_back(std::move(each));
  std::ranges::stable_sort(stuck, std::greater{}, &StuckState::states);
}

StuckReport find_stuck(const Alphabet& alphabet, std::vector<Beginning> beginnings, const Lexicon& lexicon,
                       const RunContext& context, const StuckOptions& options,
                       const std::atomic<bool>& stop) {
  std::vector<StuckReport> parts(beginnings.size());
  side_by_side(
      beginnings.size(),
      [&](std::size_t i) {
        parts[i] = HolderStates(alphabet, beginnings[i], lexicon, context, options, stop).run();
      },
      options.jobs);
  StuckReport report;
  for (auto& part : parts) report.take(std::move(part));
  return report;
}

}  // namespace karimen::harness::explore
