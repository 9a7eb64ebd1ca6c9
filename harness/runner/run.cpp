#include "harness/runner/run.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <system_error>
#include <thread>

#include "base/assert.hpp"
#include "harness/runner/dispatch.hpp"
#include "harness/runner/event/digest.hpp"
#include "harness/runner/stopwatch.hpp"
#include "harness/scenario/reading/text_digest.hpp"

namespace karimen::harness {
namespace {

// Scenarios are short: workers take them by the handful. In a reader one may wait, and those behind it with
// it.
std::size_t handful_in(const RunOptions& options) {
  return options.in_readers ? 1 : 4;
}

std::size_t ahead_in(const RunOptions& options) {
  return options.in_readers ? 16 * options.ahead : options.ahead;
}

// Scenarios in their turns. A round has none of its own: of one that is run again a copy is made when it is.
class Programme {
 public:
  Programme(std::span<const Scenario> scenarios, std::span<const Turn> turns)
      : scenarios_(scenarios), turns_(turns) {}

  [[nodiscard]] std::size_t size() const { return turns_.empty() ? scenarios_.size() : turns_.size(); }
  [[nodiscard]] const Scenario& scenario(std::size_t turn) const {
    return scenarios_[turns_.empty() ? turn : turns_[turn].scenario];
  }
  [[nodiscard]] unsigned round(std::size_t turn) const { return turns_.empty() ? 0 : turns_[turn].round; }
  [[nodiscard]] Scenario again(std::size_t turn) const {
    auto copy = scenario(turn);
    copy.repetition = round(turn);
    return copy;
  }
  [[nodiscard]] std::vector<Wait> waits() const {
    const auto of_scenarios = waits_of(scenarios_);
    if (turns_.empty()) return of_scenarios;
    std::vector<Wait> all;
    for (const auto& turn : turns_) all.push_back(of_scenarios[turn.scenario]);
    return all;
  }

 private:
  std::span<const Scenario> scenarios_;
  std::span<const Turn> turns_;
};

// A shuffled order is kept: what waits comes in its turn.
Dispatch dispatch_of(const Programme& programme, const RunOptions& options) {
  const auto size = programme.size();
  const bool apart = options.in_readers && options.shuffle == 0;
  return Dispatch(options.shuffle != 0 ? shuffled_order(size, options.shuffle) : usual_order(size),
                  apart ? programme.waits() : std::vector<Wait>(size), options.jobs, ahead_in(options) / 2,
                  handful_in(options));
}

ScenarioFinished broken(const Scenario& scenario, const std::string& why, bool internal) {
  return ScenarioFinished{.id = scenario.run_name(),
                          .path = scenario.spot.file(),
                          .line = scenario.spot.line(),
                          .title = scenario.title,
                          .tags = scenario.tags,
                          .holder = scenario.holder_persona(),
                          .assumptions = scenario.assumptions,
                          .verdict = Verdict::error,
                          .detail = why,
                          .not_run = scenario.steps.size(),
                          .repetition = scenario.repetition,
                          .internal = internal,
                          .text = spelled_digest(scenario.text_digest)};
}

ScenarioFinished skipped(const Scenario& scenario, const BilingualText& why) {
  return ScenarioFinished{.id = scenario.run_name(),
                          .path = scenario.spot.file(),
                          .line = scenario.spot.line(),
                          .title = scenario.title,
                          .verdict = Verdict::skip,
                          .reason = why,
                          .not_run = scenario.steps.size(),
                          .repetition = scenario.repetition,
                          .text = spelled_digest(scenario.text_digest)};
}

Event unread(const UnreadFile& file) {
  const auto& where = file.problems.front().where;
  return ScenarioFinished{.id = file.name,
                          .path = where.file,
                          .line = where.line,
                          .title = {},
                          .verdict = Verdict::error,
                          .unread = true,
                          .mistakes = render_all(file.problems)};
}

RunStarted started(std::span<const Scenario> scenarios, std::size_t runs, const RunContext& context,
                   const RunOptions& options) {
  RunStarted event{.scenarios = runs,
                   .seed = context.seed,
                   .assumptions = context.assumptions,
                   .oracle_assumptions = context.oracle_assumptions,
                   .system = options.system,
                   .transport = options.transport,
                   .origin = options.origin};
  for (const auto& each : scenarios) event.selected.push_back(each.identity());
  for (const auto& fact : context.rulebook.vocabulary().facts())
    if (fact.observe != Channel::unobserved && fact.initial) event.usual.emplace(fact.name, *fact.initial);
  event.usual.insert({{"outcome", "done"}, {"obstacles", WordSet()}, {"warnings", WordSet()}});
  return event;
}

// What workers have done, handed to the caller in order.
class Board {
 public:
  /// `ahead`: how far what is done may be ahead of what is taken.
  explicit Board(std::size_t ahead) : ahead_(ahead) {}

  /// Waits until what was taken has come near enough; false: nobody takes any more, or `stop`.
  bool wait_for_room(std::size_t index, const std::atomic<bool>& stop) {
    constexpr std::chrono::milliseconds look_up{20};  // nobody notifies of a signal
    std::unique_lock lock(mutex_);
    while (index >= next_ + ahead_ && !closed_ && !stop) room_.wait_for(lock, look_up);
    return !closed_ && !stop;
  }
  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    room_.notify_all();
  }

  void put(std::size_t index, std::vector<Event> events) {
    const std::lock_guard lock(mutex_);
    done_.emplace(index, std::move(events));
    changed_.notify_one();
  }
  void worker_ended() {
    const std::lock_guard lock(mutex_);
    --workers_;
    changed_.notify_one();
  }
  void expect_workers(unsigned count) { workers_ = count; }

  /// Waits for scenario `index`; nullopt if nobody will run it any more.
  std::optional<std::vector<Event>> take(std::size_t index) {
    std::unique_lock lock(mutex_);
    next_ = index;
    room_.notify_all();
    changed_.wait(lock, [&] { return done_.contains(index) || workers_ == 0; });
    auto found = done_.extract(index);
    return found.empty() ? std::nullopt : std::optional(std::move(found.mapped()));
  }

 private:
  const std::size_t ahead_;
  std::mutex mutex_;
  std::condition_variable changed_, room_;
  std::map<std::size_t, std::vector<Event>> done_;
  std::size_t next_ = 0;  ///< the one that is waited for
  bool closed_ = false;
  unsigned workers_ = 0;
};

class Pool {
 public:
  Pool(const Programme& programme, const RunContext& context, const SystemFactory& factory,
       const RunOptions& options, const std::atomic<bool>& stop)
      : programme_(programme),
        context_(context),
        factory_(factory),
        watch_(options.watch),
        offer_(options.offer),
        stop_(stop),
        witness_(options.witness),
        retries_(options.retries),
        dispatch_(dispatch_of(programme, options)),
        // What is told goes by the order of the files: in another one whatever is done waits.
        board_(options.shuffle ? programme.size() : ahead_in(options)) {
    const auto each = handful_in(options);
    const auto busy = static_cast<unsigned>((programme.size() + each - 1) / each);
    const auto count = std::clamp(busy, 1u, std::max(options.jobs, 1u));
    board_.expect_workers(count);
    for (unsigned i = 0; i < count; ++i) begin(i);
  }
  ~Pool() {
    give_up_ = true;
    board_.close();
  }

  std::optional<std::vector<Event>> take(std::size_t index) { return board_.take(index); }

 private:
  // Where the machine gives no thread those that run already wait for each other: they end first.
  void begin(unsigned worker) {
    try {
      workers_.emplace_back([this, worker] { work(worker); });
    } catch (const std::system_error& error) {
      give_up_ = true;
      board_.close();
      workers_.clear();
      throw DiagnosticError(Diagnostic{
          .where = {},
          .what = "the machine has no thread for worker " + std::to_string(worker + 1) + ": " + error.what(),
          .fix = "take fewer workers: -j " + std::to_string(worker / 2 + 1),
          .exit_code = ExitCode::environment});
    }
  }

  void work(unsigned worker) {
    std::unique_ptr<ScenarioRunner> runner;
    std::unique_ptr<System> system;
    for (auto taken = dispatch_.take({}); !taken.indices.empty(); taken = dispatch_.take(taken)) {
      for (const auto index : taken.indices) {
        if (stop_ || give_up_ || !board_.wait_for_room(index, stop_)) break;
        if (programme_.round(index) == 0)
          run_one(programme_.scenario(index), index, worker, runner, system);
        else
          run_one(programme_.again(index), index, worker, runner, system);
      }
      if (stop_ || give_up_) break;
    }
    if (watch_) watch_(worker, "", "");
    system.reset();
    board_.worker_ended();
  }

  // What is told is the first attempt. That a later one passes makes it flaky, and never a pass.
  void run_one(const Scenario& scenario, std::size_t index, unsigned worker,
               std::unique_ptr<ScenarioRunner>& runner, std::unique_ptr<System>& system) {
    if (watch_) watch_(worker, scenario.run_name(), "");
    if (const auto why = why_skipped(scenario, offer_); !why.empty())
      return board_.put(index, {skipped(scenario, why)});
    std::vector<Event> told;
    for (unsigned attempt = 1; attempt <= retries_ + 1; ++attempt) {
      auto events = attempted(scenario, worker, runner, system);
      if (events.empty()) break;
      const auto& latest = std::get<ScenarioFinished>(events.back());
      const bool failed = latest.verdict >= Verdict::fail, ours = latest.internal;
      if (told.empty()) told = std::move(events);
      auto& finished = std::get<ScenarioFinished>(told.back());
      finished.attempts = attempt;
      if (!failed && attempt > 1) finished.verdict = Verdict::flaky;
      if (!failed || ours) break;
    }
    if (!told.empty()) board_.put(index, std::move(told));
  }

  // Nothing if the run was stopped in it.
  std::vector<Event> attempted(const Scenario& scenario, unsigned worker,
                               std::unique_ptr<ScenarioRunner>& runner, std::unique_ptr<System>& system) {
    try {
      if (!runner) {
        runner = std::make_unique<ScenarioRunner>(context_);
        runner->watched_by(witness_);
        if (watch_)
          runner->follows([this, worker](const std::string& name, const std::string& step) {
            watch_(worker, name, step);
          });
      }
      if (!system) system = factory_(worker);
      bool system_broken = false;
      auto events = runner->run(scenario, *system, stop_, system_broken);
      if (system_broken) system.reset();
      return events;
    } catch (const EnvironmentError& error) {
      return {broken(scenario, error.what(), false)};
    } catch (const DiagnosticError& error) {
      auto finished = broken(scenario, error.diagnostics().front().what, false);
      finished.mistakes = render_all(error.diagnostics());
      return {std::move(finished)};
    } catch (const std::exception& error) {
      return {broken(scenario, error.what(), true)};
    }
  }

  const Programme& programme_;
  const RunContext& context_;
  const SystemFactory& factory_;
  const Watch& watch_;
  const Offer& offer_;
  const std::atomic<bool>& stop_;
  const StepWitness& witness_;
  const unsigned retries_;
  Dispatch dispatch_;
  Board board_;
  std::atomic<bool> give_up_ = false;
  std::vector<std::jthread> workers_;  // last: they are joined before the rest goes
};

class Summary {
 public:
  explicit Summary(const EventSink& sink) : sink_(sink) {}

  /// `repeatable`: it is the same on any machine, and belongs to the digest.
  void emit(Event event, bool repeatable = true) {
    if (repeatable && !std::holds_alternative<RunFinished>(event)) digest_.add(event);
    tally_.take(event);
    sink_(std::move(event));
  }

  RunSummary finish(std::size_t not_run, bool interrupted, const Stopwatch& watch) {
    auto& result = tally_.summary();
    result.counts.not_run = not_run;
    result.interrupted = interrupted;
    RunFinished event{.counts = result.counts, .digest = "", .interrupted = interrupted};
    result.digest = event.digest = digest_.finish();
    event.measured_ms = watch.milliseconds();
    sink_(std::move(event));
    return result;
  }

 private:
  const EventSink& sink_;
  Digest digest_;
  Tally tally_;
};

}  // namespace

RunSummary run(std::span<const Scenario> scenarios, const RunContext& context, const SystemFactory& factory,
               const RunOptions& options, const EventSink& sink, const std::atomic<bool>& stop) {
  const Stopwatch watch;
  Summary summary(sink);
  const Programme programme(scenarios, options.turns);
  summary.emit(started(scenarios, programme.size(), context, options));
  for (const auto& file : options.unread) summary.emit(unread(file), false);
  std::size_t reported = 0;
  // Files are read before anything is run: a broken one is the first error.
  if (options.unread.empty() || !options.fail_fast) {
    Pool pool(programme, context, factory, options, stop);
    for (std::size_t i = 0; i < programme.size(); ++i) {
      auto events = pool.take(i);
      if (!events) continue;
      KARIMEN_ASSERT(!events->empty() && std::holds_alternative<ScenarioFinished>(events->back()),
                     "the events of a scenario end with its verdict");
      const auto verdict = std::get<ScenarioFinished>(events->back()).verdict;
      for (auto& event : *events) summary.emit(std::move(event), programme.scenario(i).is_repeatable());
      ++reported;
      if (options.fail_fast && verdict >= Verdict::fail) break;
    }
  }
  return summary.finish(programme.size() - reported, stop && reported < programme.size(), watch);
}

}  // namespace karimen::harness
