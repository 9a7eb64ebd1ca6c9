#include "harness/explore/walk/walks.hpp"

#include <algorithm>
#include <mutex>
#include <optional>
#include <thread>

#include "harness/explore/walk/foresight.hpp"
#include "harness/explore/walk/guide.hpp"
#include "harness/explore/walk/walker.hpp"

namespace karimen::harness::explore {
namespace {

constexpr unsigned attempts = 20;
constexpr std::uint64_t between_reports = 200;

/// What one walk came to.
struct Trod {
  std::uint64_t number = 0;
  bool possible = false;
  std::size_t steps = 0, undecided = 0;
  std::map<std::string, std::size_t> done, refused;
  Walk walk;
  Shown shown;
  std::optional<Mishap> mishap;
};

void count(const std::vector<Event>& events, Trod& trod) {
  for (const auto& event : events) {
    const auto* step = std::get_if<StepEvent>(&event);
    if (step == nullptr) continue;
    ++trod.steps;
    if (step->verdict == Verdict::undecided) ++trod.undecided;
    const auto outcome = step->observed.find("outcome");
    if (outcome == step->observed.end()) continue;
    ++(to_string(outcome->second) == "refused" ? trod.refused : trod.done)[step->procedure];
  }
}

// Runs `work(walker, index)` for every index below `size` on all workers; what one throws is thrown.
void on_workers(std::uint64_t size, unsigned jobs, const std::function<void(unsigned, std::uint64_t)>& work,
                const std::atomic<bool>& stop) {
  std::atomic<std::uint64_t> next = 0;
  std::vector<std::exception_ptr> broken(std::max(1U, jobs));
  const auto loop = [&](unsigned worker) {
    try {
      for (auto i = next++; i < size && !stop; i = next++) work(worker, i);
    } catch (...) {
      broken[worker] = std::current_exception();
      next = size;
    }
  };
  {
    std::vector<std::jthread> helpers;
    for (unsigned i = 1; i < jobs; ++i) helpers.emplace_back([&loop, i] { loop(i); });
    loop(0);
  }
  for (const auto& each : broken)
    if (each) std::rethrow_exception(each);
}

bool is_own(std::uint64_t number, const ExploreOptions& options) {
  // Every second one is guided: each shard has of both.
  return number / 2 % options.shards + 1 == options.shard;
}

class Exploration {
 public:
  Exploration(const WalkMaker& maker, const Lexicon& lexicon, const RunContext& context,
              const SystemFactory& factory, const ExploreOptions& options, const std::atomic<bool>& stop)
      : guide_(maker, Guide::for_speed), options_(options), stop_(stop) {
    for (unsigned i = 0; i < std::max(1U, options.jobs); ++i) {
      walkers_.push_back(std::make_unique<Walker>(lexicon, context, factory, i));
      shown_.emplace_back();
      foresights_.push_back(std::make_unique<Foresight>(lexicon, context));
    }
    for (unsigned i = 0; i < walkers_.size(); ++i)
      walkers_[i]->watched_by([this, i](const StepTrace& step) { add_shown(step, shown_[i]); });
  }

  Explored run() {
    for (std::uint64_t first = 0; first < options_.walks && !stop_; first += Guide::round) {
      std::vector<Trod> round;
      for (auto i = first; i < std::min(first + Guide::round, options_.walks); ++i)
        if (is_own(i, options_) || Guide::is_taught(i)) round.push_back({.number = i});
      on_workers(
          round.size(), options_.jobs, [&](unsigned worker, std::uint64_t i) { tread(worker, round[i]); },
          stop_);
      for (auto& trod : round) {
        if (trod.possible && !trod.mishap && Guide::is_taught(trod.number))
          guide_.learn(trod.walk, trod.shown, *foresights_[0]);
        if (is_own(trod.number, options_)) gather(std::move(trod));
      }
    }
    result_.failures = failures_.by_frequency();
    result_.open = open_.by_frequency();
    cut_short();
    return std::move(result_);
  }

 private:
  void tread(unsigned worker, Trod& trod) {
    for (unsigned attempt = 0; attempt < attempts && !trod.possible; ++attempt) {
      auto walk = guide_.make(trod.number, attempt, *foresights_[worker]);
      shown_[worker] = {};
      const auto events = walkers_[worker]->run(walk, stop_);
      if (!events || events->empty()) continue;
      trod.possible = true;
      count(*events, trod);
      trod.mishap = mishap_of(*events);
      trod.walk = std::move(walk);
      trod.shown = shown_[worker];
    }
    const std::lock_guard lock(progress_);
    ++made_;
    if (trod.mishap && trod.mishap->verdict != Verdict::undecided) ++failed_;
    if (options_.progress && made_ % between_reports == 0) options_.progress(made_, failed_);
  }

  void gather(Trod&& trod) {
    if (!trod.possible) {
      if (!stop_) ++result_.not_possible;
      return;
    }
    ++result_.walks;
    result_.steps += trod.steps;
    result_.undecided += trod.undecided;
    for (const auto& [name, times] : trod.done) result_.done[name] += times;
    for (const auto& [name, times] : trod.refused) result_.refused[name] += times;
    if (!trod.mishap) return;
    auto& groups = trod.mishap->verdict == Verdict::undecided ? open_ : failures_;
    const auto length = trod.mishap->step + 1;
    groups.take({.mishap = std::move(*trod.mishap),
                 .walks = 1,
                 .number = trod.number,
                 .length = length,
                 .shortest = std::move(trod.walk)});
  }

  // Every group loses the steps, inputs and knobs without which it ends the same.
  void cut_short() {
    auto& groups = result_.failures;
    on_workers(
        groups.size(), options_.jobs,
        [&](unsigned worker, std::uint64_t i) { shorten(*walkers_[worker], groups[i]); }, stop_);
  }

  void shorten(Walker& walker, Finding& finding) const {
    auto& walk = finding.shortest;
    walk.steps.resize(finding.length);
    walk = without_needless(std::move(walk), finding.length, [&](const Walk& shorter) {
      return !shorter.steps.empty() && ends_so(walker, shorter, finding.mishap);
    });
    finding.mishap.step = walk.steps.size() - 1;
  }

  bool ends_so(Walker& walker, const Walk& walk, const Mishap& mishap) const {
    try {
      const auto events = walker.run(walk, stop_);
      if (!events) return false;
      const auto other = mishap_of(*events);
      return other && other->kind() == mishap.kind();
    } catch (const DiagnosticError&) {
      return false;  // an input that must be there
    }
  }

  Guide guide_;
  const ExploreOptions& options_;
  const std::atomic<bool>& stop_;
  std::vector<std::unique_ptr<Walker>> walkers_;
  std::vector<std::unique_ptr<Foresight>> foresights_;
  std::vector<Shown> shown_;  ///< of the walk under way, by worker
  Groups failures_, open_;
  std::mutex progress_;
  std::uint64_t made_ = 0, failed_ = 0;
  Explored result_;
};

}  // namespace

std::uint64_t walks_of(const ExploreOptions& options) {
  std::uint64_t walks = 0;
  for (std::uint64_t i = 0; i < options.walks; ++i)
    if (is_own(i, options) || Guide::is_taught(i)) ++walks;
  return walks;
}

Explored explore(const WalkMaker& maker, const Lexicon& lexicon, const RunContext& context,
                 const SystemFactory& factory, const ExploreOptions& options, const std::atomic<bool>& stop) {
  return Exploration(maker, lexicon, context, factory, options, stop).run();
}

}  // namespace karimen::harness::explore
