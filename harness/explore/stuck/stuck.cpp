#include "harness/explore/stuck/stuck.hpp"

#include <algorithm>
#include <map>

#include "base/parallel.hpp"
#include "harness/explore/breadth/model.hpp"
#include "harness/explore/walk/course.hpp"

namespace karimen::harness::explore {
namespace {

constexpr auto officer = "roadside_check";
constexpr auto verdict_of_officer = "roadside.finding";

struct OneHolder {
  std::size_t states = 0, usable = 0, mended = 0, model_steps = 0;
  std::vector<std::vector<Step>> stuck;  ///< ways in, the shortest first
};

class HolderStates {
 public:
  HolderStates(const Alphabet& alphabet, const Beginning& beginning, const Lexicon& lexicon,
               const RunContext& context, const StuckOptions& options, const std::atomic<bool>& stop)
      : beginning_(beginning),
        options_(options),
        stop_(stop),
        model_(context, beginning, lexicon, alphabet.letters(beginning)) {
    for (std::size_t i = 0; i < model_.letters().size(); ++i) {
      const auto& procedure = model_.letters()[i].procedure;
      (procedure == officer ? checks_ : letters_).push_back(i);
      plainest_.try_emplace(procedure, i);
    }
  }

  OneHolder run() {
    Model::Keys seen;
    (void)seen.add(model_.key(model_.start()), 0);
    std::vector<Model::State> layer{model_.start()};
    for (std::size_t depth = 0; !layer.empty() && !stop_; ++depth) {
      for (const auto& state : layer) judge(state);
      if (depth == options_.way_in) break;
      layer = next(layer, seen, depth == 0);
    }
    result_.model_steps = model_.steps();
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
      result_.stuck.push_back(model_.path(state));
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

  const Beginning& beginning_;
  const StuckOptions& options_;
  const std::atomic<bool>& stop_;
  Model model_;
  std::vector<std::size_t> letters_, checks_;
  std::map<std::string, std::size_t, std::less<>> plainest_;  ///< by procedure
  OneHolder result_;
};

}  // namespace

StuckReport find_stuck(const Alphabet& alphabet, std::vector<Beginning> beginnings, const Lexicon& lexicon,
                       const RunContext& context, const StuckOptions& options,
                       const std::atomic<bool>& stop) {
  std::vector<OneHolder> parts(beginnings.size());
  side_by_side(
      beginnings.size(),
      [&](std::size_t i) {
        parts[i] = HolderStates(alphabet, beginnings[i], lexicon, context, options, stop).run();
      },
      options.jobs);
  StuckReport report{.holders = beginnings.size()};
  std::map<std::string, StuckState> kinds;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    auto& part = parts[i];
    report.states += part.states;
    report.usable += part.usable;
    report.mended += part.mended;
    report.model_steps += part.model_steps;
    std::set<std::string> here;
    for (auto& way : part.stuck) {
      const std::string kind = way.empty() ? "-" : way.back().procedure;
      auto& state = kinds[kind];
      if (state.states++ == 0 || way.size() < state.way_in.size()) {
        state.beginning = beginnings[i];
        state.way_in = way;
        state.kind = kind;
      }
      if (here.insert(kind).second) ++state.holders;
    }
  }
  for (auto& [kind, state] : kinds) report.stuck.push_back(std::move(state));
  std::ranges::stable_sort(report.stuck, std::greater{}, &StuckState::states);
  return report;
}

}  // namespace karimen::harness::explore
